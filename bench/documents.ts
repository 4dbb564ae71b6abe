// `npm run bench`, fifth part: finding the images of documents that have 500 of them, beside what VS Code's preview does to
// the Markdown one, which is to read it with markdown-it. In turns, in one run.
import createMarkdownParser from 'markdown-it';
import { imagesIn } from '../src/text/images/imagesIn.ts';
import { markdownWith } from './markdownWith.ts';
import { printSpreads, spreadOf } from './spread.ts';

const images = 500;
const warmUpRounds = 10;
const rounds = 31;
const markdown = markdownWith(images);
const preview = createMarkdownParser({ html: true });
const html = preview.render(markdown);
const component = `export const Page = () => (<>${html.replace(/(<img[^>]*)>/g, '$1 />')}</>);`;

const ways = {
  'images in Markdown': () => imagesIn('markdown', markdown).length,
  "the preview's parser": () => preview.parse(markdown, {}).length,
  'images in MDX': () => imagesIn('mdx', markdown).length,
  'images in HTML': () => imagesIn('html', html).length,
  'images in JSX': () => imagesIn('typescriptreact', component).length,
};
const durations = Object.fromEntries(Object.keys(ways).map((name): [string, number[]] => [name, []]));

for (let round = -warmUpRounds; round < rounds; round++) {
  for (const [name, find] of Object.entries(ways)) {
    const start = performance.now();
    const found = find();
    const ms = performance.now() - start;
    if (name.startsWith('images') && found !== images) throw new Error(`${name}: ${found} were found.`);
    if (round >= 0) durations[name]?.push(ms);
  }
}

const spreads = Object.fromEntries(Object.entries(durations).map(([name, list]) => [name, spreadOf(list)]));
printSpreads(`${images} images, ms`, spreads);
console.log(
  `\n${rounds} rounds of each in turns; ${(markdown.length / 1000).toFixed(0)} kB of Markdown, ` +
    `${(html.length / 1000).toFixed(0)} kB of HTML`,
);
