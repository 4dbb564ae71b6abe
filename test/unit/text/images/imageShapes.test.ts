import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { altEdit } from '../../../../src/text/images/altEdit.ts';
import { imageAt, imagesIn } from '../../../../src/text/images/imagesIn.ts';
import { readMarkedImage } from './markedImage.ts';
import { astroShapes, svelteShapes, vueShapes } from './shapes/componentShapes.ts';
import { htmlInMarkdownShapes } from './shapes/htmlInMarkdownShapes.ts';
import { htmlShapes, noHtmlImages } from './shapes/htmlShapes.ts';
import { jsxShapes, noJsxImages } from './shapes/jsxShapes.ts';
import { markdownShapes, noMarkdownImages } from './shapes/markdownShapes.ts';
import { mdxShapes, noMdxImages } from './shapes/mdxShapes.ts';
import { inMarkdown, inQuotes, type NoImage, newAlt, type Shape } from './shapes/shape.ts';
import { withEdit } from './withEdit.ts';

const groups: readonly {
  readonly name: string;
  readonly languages: readonly string[];
  readonly shapes: readonly Shape[];
  readonly becomes: string;
  readonly none: readonly NoImage[];
}[] = [
  {
    name: 'Markdown',
    languages: ['markdown', 'prompt', 'instructions', 'chatagent', 'skill'],
    shapes: markdownShapes,
    becomes: inMarkdown,
    none: noMarkdownImages,
  },
  {
    name: 'HTML in Markdown',
    languages: ['markdown'],
    shapes: htmlInMarkdownShapes,
    becomes: inQuotes,
    none: [],
  },
  { name: 'HTML', languages: ['html', 'vue'], shapes: htmlShapes, becomes: inQuotes, none: noHtmlImages },
  { name: 'Vue', languages: ['vue'], shapes: vueShapes, becomes: inQuotes, none: [] },
  { name: 'Svelte', languages: ['svelte'], shapes: svelteShapes, becomes: inQuotes, none: [] },
  { name: 'Astro', languages: ['astro'], shapes: astroShapes, becomes: inQuotes, none: [] },
  {
    name: 'JSX',
    languages: ['javascriptreact', 'typescriptreact'],
    shapes: jsxShapes,
    becomes: inQuotes,
    none: noJsxImages,
  },
  { name: 'MDX', languages: ['mdx'], shapes: mdxShapes, becomes: inQuotes, none: noMdxImages },
];

for (const { name, languages, shapes, becomes, none } of groups) {
  describe(`An image of ${name}`, () => {
    for (const [behaviour, marked, expected] of shapes) {
      it(`is found and gets another alt text ${behaviour}`, () => {
        const image = readMarkedImage(marked);
        assert.ok(image);
        for (const languageId of languages) {
          const found = imageAt(languageId, image.document, image.start + 1);
          assert.ok(found, languageId);
          const { start, end, destination, alt, isInLink, isInTableCell } = found;
          assert.deepEqual(
            { start, end, destination, alt: alt.text, state: alt.state, isInLink, isInTableCell },
            {
              start: image.start,
              end: image.end,
              destination: expected.destination,
              alt: expected.alt ?? '',
              state: expected.state ?? (expected.alt === undefined ? 'missing' : 'written'),
              isInLink: expected.isInLink ?? false,
              isInTableCell: expected.isInTableCell ?? false,
            },
          );
          const edited = withEdit(image.document, altEdit(found, newAlt));
          assert.equal(edited, image.with(expected.becomes ?? becomes));
        }
      });
    }

    for (const [behaviour, document] of none) {
      it(`is not found in ${behaviour}`, () => {
        for (const languageId of languages) assert.deepEqual(imagesIn(languageId, document), []);
      });
    }
  });
}
