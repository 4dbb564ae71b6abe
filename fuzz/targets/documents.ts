import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plainText } from '../../src/core/plainText.ts';
import { bytesOfDataUri } from '../../src/images/dataUri.ts';
import { endOfFrontmatter, mayHaveFrontmatter } from '../../src/text/frontmatter.ts';
import { altEdit } from '../../src/text/images/altEdit.ts';
import { imageLocation } from '../../src/text/images/imageLocation.ts';
import type { ImageSpan } from '../../src/text/images/imageSpan.ts';
import { languagesWithImages } from '../../src/text/images/imageSyntax.ts';
import { imageAt, imagesIn } from '../../src/text/images/imagesIn.ts';
import { endsOfInsertions, insertionEdits } from '../../src/text/insertionEdits.ts';
import type { OffsetRange } from '../../src/text/offsetRange.ts';
import { surroundings } from '../../src/text/surroundings.ts';
import { targetAt } from '../../src/text/targets/targetAt.ts';
import { astroShapes, svelteShapes, vueShapes } from '../../test/unit/text/images/shapes/componentShapes.ts';
import { htmlInMarkdownShapes } from '../../test/unit/text/images/shapes/htmlInMarkdownShapes.ts';
import { htmlShapes } from '../../test/unit/text/images/shapes/htmlShapes.ts';
import { jsxShapes } from '../../test/unit/text/images/shapes/jsxShapes.ts';
import { markdownShapes } from '../../test/unit/text/images/shapes/markdownShapes.ts';
import { mdxShapes } from '../../test/unit/text/images/shapes/mdxShapes.ts';
import { withEdit } from '../../test/unit/text/images/withEdit.ts';
import { checkout } from '../../test/window/checkout.ts';
import { Random } from '../random.ts';
import type { Target } from '../target.ts';

const files = [
  'test/unit/text/images/documents/readme.md',
  'test/unit/text/images/documents/page.html.txt',
  'test/unit/text/images/documents/gallery.tsx.txt',
  '.github/workflows/ci.yml',
  'tsconfig.json',
  'src/text/targets/scriptReader.ts',
];
const shapes = [
  ...markdownShapes,
  ...htmlInMarkdownShapes,
  ...mdxShapes,
  ...htmlShapes,
  ...vueShapes,
  ...svelteShapes,
  ...astroShapes,
  ...jsxShapes,
].map(([, marked]) => marked.replace(/[⟦⟧«»]/g, ''));
const more = [
  '---\ntitle: "a"\n---\n\n# Castles\n\nOld ones of the north.\n\n![](a.png)\n',
  '+++\r\na = 1\r\n+++\r\n| a | b |\r\n|:--|--:|\r\n| ![x|y](a.png) | `c` |\r\n',
  "a: |\n  old\n  one\nb: [c, \"d \\\" e\", 'f''g', {h: i}]\nj: k # l\n- m:\n    n\n? o\n: &p !q *r\n",
  '{"a": "b", "c": ["d", null, 1.5e3]} // e\n/* f */',
  'const a = `b ${c(`d`)} e`; // f\nreturn <A b={c} d="e">{/* f */}<img alt=g {...h} />i &amp; {"j"}</A>;\n',
  '<script>\nconst a = "</b>";\n</script>\n<style>a{}</style>\n<p title=b>c {{ d }} {% e %}</p><!-- f -->\n',
];

/** Languages in which a prompt has more kinds of places than the images tell. */
const languages = [
  ...new Set([
    ...languagesWithImages,
    'yaml',
    'json',
    'jsonc',
    'javascript',
    'typescript',
    'xml',
    'handlebars',
    'plaintext',
  ]),
];

const newAlts = [
  'a castle',
  'a [new] `one` "1" \\',
  "<b>'{x}' &amp; ${y} {{z}} </b>",
  'a --> b',
  'a */ ]( $ b',
  '\uD800 e\u0301 \u202E\n\n# x',
];

/** Documents of any language: their images, what is said around them, and the places that prompts go to. */
export const target: Target = {
  rounds: 8000,
  maxSeconds: 2,
  samples: [
    ...[...shapes, ...more].map((text) => () => text),
    ...files.map((file) => () => readFile(join(checkout, file))),
  ],
  words: [
    ...[
      '![',
      '](a.png)',
      '![a][b]',
      '\n\n[b]: c.png\n',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '<img src="a.png">',
      '<img alt=',
      ' alt="b"',
      '<a href=c>',
    ],
    ...[
      '\n',
      '\r\n',
      '\r',
      '\n\n',
      '\t',
      '  ',
      '    ',
      '> ',
      '- ',
      '1. ',
      '# ',
      '\n---\n',
      '\n===\n',
      '```',
      '~~~',
      '`',
      '*',
      '_',
      '\\',
      '|',
      '\n|-|-|\n',
    ],
    ...[
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '<style>',
      '<h1>',
      '</h1>',
      '<td>',
      '</',
      '/>',
      '<?',
      '<![CDATA[',
      '{',
      '}',
      '{{',
      '}}',
      '{%',
      '${',
      '{/*',
      '*/',
      '//',
    ],
    ...[
      '"',
      "'",
      '=',
      ':',
      ': ',
      ' #',
      '&amp;',
      '&',
      '--',
      '+++\n',
      '---\n',
      'import a from "b";\n',
      'data:image/png;base64,AA==',
      ', ',
      '? ',
      '|\n',
      '>-\n',
    ],
    ...['\0', '\u00A0', '\u2028', '\uFEFF', 'é', 'e\u0301', '🏰', '城'],
  ],
  check(input) {
    const random = new Random(input);
    const languageId = random.oneOf(languages);
    const document = input.toString();
    const images = imagesIn(languageId, document);
    assertInOrder(images, document);
    const image = random.oneOf(images);
    if (image) assertImage(image, images, languageId, document, random.oneOf(newAlts));
    const offset = random.isOneIn(3) ? document.length : random.below(document.length + 1);
    imageAt(languageId, document, offset);
    assert.ok(surroundings(document, offset).length <= 1000, 'says too much of what is around');
    const end = random.isOneIn(2) ? offset : Math.min(offset + random.below(20), document.length);
    assertInsertion(
      [
        { start: offset, end },
        { start: 0, end: 0 },
      ],
      languageId,
      document,
      random.oneOf(newAlts),
    );
    assertSameWithCrLf(languageId, document, offset);
  },
};

function assertInOrder(ranges: readonly OffsetRange[], document: string): void {
  let last = 0;
  for (const { start, end } of ranges) {
    assert.ok(last <= start && start <= end && end <= document.length, `${start} to ${end} after ${last}`);
    last = end;
  }
}

/** That it is where it is said to be, and that another alt text changes this one alone. */
function assertImage(
  image: ImageSpan,
  images: readonly ImageSpan[],
  languageId: string,
  document: string,
  newAlt: string,
): void {
  const { start, end, destination, alt } = image;
  assert.ok(
    start <= alt.place.start && alt.place.start <= alt.place.end && alt.place.end <= end,
    'has its alt text elsewhere',
  );
  assert.ok(imageAt(languageId, document, end) !== undefined, 'is not found at its place');
  if (destination !== undefined) {
    const location = imageLocation(destination, { document: '/docs', workspace: '/' });
    if (location?.kind === 'path') assert.match(location.path, /^\//);
    if (location?.kind === 'data') bytesOfDataUri(location.uri);
  }
  const edited = withEdit(document, altEdit(image, newAlt));
  assert.deepEqual(
    imagesIn(languageId, edited).map((each) => each.alt.text),
    images.map((each) => (each === image ? plainText(newAlt) : each.alt.text)),
    JSON.stringify([languageId, document.slice(start, end), newAlt]),
  );
}

/** That insertions are in order, within the document, and behind its frontmatter. */
function assertInsertion(
  ranges: readonly OffsetRange[],
  languageId: string,
  text: string,
  prompt: string,
): void {
  const edits = insertionEdits([prompt, prompt], ranges, { text, languageId, endOfLine: '\n' });
  assertInOrder(edits, text);
  const bodyStart = mayHaveFrontmatter(languageId) ? endOfFrontmatter(text) : 0;
  assert.ok(
    edits.every(({ start }) => start >= bodyStart),
    'changes the frontmatter',
  );
  const after = edits.toReversed().reduce(withEdit, text);
  for (const [index, end] of endsOfInsertions(edits).entries()) {
    assert.ok(after.slice(0, end).endsWith(edits[index]?.newText ?? ''), 'tells another end of an insertion');
  }
}

/** Line ends are those of the system, and mean nothing. */
function assertSameWithCrLf(languageId: string, document: string, offset: number): void {
  if (document.includes('\r')) return;
  const withCr = (text: string) => text.replaceAll('\n', '\r\n');
  const [one, other] = [
    targetAt(languageId, document, offset),
    targetAt(languageId, withCr(document), withCr(document.slice(0, offset)).length),
  ];
  assert.equal(
    JSON.stringify(other).replaceAll('\\r', ''),
    JSON.stringify(one),
    `${languageId} at ${offset}`,
  );
  const altsIn = (text: string) => imagesIn(languageId, text).map(({ alt }) => alt.text);
  assert.deepEqual(altsIn(withCr(document)), altsIn(document));
}
