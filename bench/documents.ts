import { parse as parseJsx } from '@babel/parser';
import createMarkdownParser from 'markdown-it';
import { parse as parseHtml } from 'parse5';
import { imagesIn } from '../src/text/images/imagesIn.ts';
import type { Bench, Result, Table } from './bench.ts';
import { markdownWith } from './markdownWith.ts';
import { packageVersions } from './packageVersions.ts';
import { spreadOf } from './spread.ts';

const images = 500;
const warmUpRounds = 10;

export const documents: Bench = {
  title: 'Images of a document',
  measure: () => measure(31),
  short: {
    measure: () => measure(9),
    limits: [
      { beside: 'markdown-it', atMost: 5 },
      { beside: 'parse5', atMost: 3 },
      { beside: '@babel/parser', atMost: 3 },
    ],
  },
};

const markdown = markdownWith(images);
const preview = createMarkdownParser({ html: true });
const html = preview.render(markdown);
const component = `export const Page = () => (<>${html.replace(/(<img[^>]*)>/g, '$1 />')}</>);`;

/** What is looked through, and how a parser reads the same. */
const kinds = [
  { title: 'Markdown', id: 'markdown', text: markdown, peer: 'markdown-it', parse: parseAsPreview },
  { title: 'MDX', id: 'mdx', text: markdown, peer: 'markdown-it', parse: parseAsPreview },
  { title: 'HTML', id: 'html', text: html, peer: 'parse5', parse: () => parseHtml(html) },
  {
    title: 'JSX',
    id: 'typescriptreact',
    text: component,
    peer: '@babel/parser',
    parse: () => parseJsx(component, { sourceType: 'module', plugins: ['jsx', 'typescript'] }),
  },
] as const;

function parseAsPreview(): unknown {
  return preview.parse(markdown, {});
}

async function measure(rounds: number): Promise<Result> {
  const tables = kinds.map(({ title, id, text, peer, parse }): Table => {
    const durations = { ours: [] as number[], peer: [] as number[] };
    for (let round = -warmUpRounds; round < rounds; round++) {
      const start = performance.now();
      const found = imagesIn(id, text).length;
      const between = performance.now();
      parse();
      const end = performance.now();
      if (found !== images) throw new Error(`${title}: ${found} images were found.`);
      if (round < 0) continue;
      durations.ours.push(between - start);
      durations.peer.push(end - between);
    }
    return {
      title: `${title}, ${(text.length / 1000).toFixed(0)} kB`,
      unit: 'ms',
      ours: { name: 'img2prompt', spread: spreadOf(durations.ours) },
      peers: [{ name: peer, spread: spreadOf(durations.peer) }],
    };
  });
  return {
    how:
      `Finding the ${images} images of a document, beside a parser that reads the same text: markdown-it is what VS Code's ` +
      `preview uses, and stands in for MDX, for which there is none here. ${rounds} rounds in turns, after ${warmUpRounds} to warm up.`,
    versions: packageVersions('markdown-it', 'parse5', '@babel/parser'),
    tables,
    notes: [],
  };
}
