import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseProgram } from '@babel/parser';
import fc from 'fast-check';
import createMarkdownParser from 'markdown-it';
import { describe, it } from 'mocha';
import { type DefaultTreeAdapterTypes, parse as parsePage } from 'parse5';
import { endOfFrontmatter } from '../../../../src/text/frontmatter.ts';
import { altEdit } from '../../../../src/text/images/altEdit.ts';
import { imagesIn } from '../../../../src/text/images/imagesIn.ts';
import { withEdit } from './withEdit.ts';

interface ReadImage {
  readonly source: string | undefined;
  readonly alt: string | undefined;
}

const oneLine = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() ?? '';

/** The images of a page in their order. */
function imagesOfPage(page: string): ReadImage[] {
  const images: (ReadImage & { start: number })[] = [];
  const collect = (node: DefaultTreeAdapterTypes.Node) => {
    if (node.nodeName === 'img' && 'attrs' in node) {
      const attribute = (wanted: string) => node.attrs.find(({ name }) => name === wanted)?.value;
      const start = node.sourceCodeLocation?.startOffset ?? 0;
      images.push({ source: attribute('src'), alt: oneLine(attribute('alt')), start });
    }
    if ('childNodes' in node) node.childNodes.forEach(collect);
  };
  collect(parsePage(page, { sourceCodeLocationInfo: true }));
  images.sort((one, other) => one.start - other.start); // what stands wrongly in a table is moved out of it
  return images.map(({ source, alt }) => ({ source, alt }));
}

const markdown = createMarkdownParser({ html: true });
markdown.validateLink = () => true;
markdown.normalizeLink = (destination) => destination;

function imagesOfMarkdown(document: string): ReadImage[] {
  return imagesOfPage(markdown.render(document.slice(endOfFrontmatter(document))));
}

/** What `@babel/parser` makes of a program is nodes in nodes. */
interface SyntaxNode {
  readonly type?: string;
  readonly name?: SyntaxNode | string;
  readonly value?: SyntaxNode | string;
  readonly attributes?: readonly SyntaxNode[];
}

function imagesOfProgram(program: string): ReadImage[] {
  const images: ReadImage[] = [];
  const collect = (node: SyntaxNode) => {
    if (node.type === 'JSXOpeningElement' && /^(?:img|Image)$/.test(nameOf(node))) {
      const attribute = (wanted: string) => {
        const value = node.attributes?.find((each) => nameOf(each) === wanted)?.value;
        const text = typeof value === 'object' && value.type === 'StringLiteral' ? value.value : undefined;
        return typeof text === 'string' ? text : undefined;
      };
      images.push({ source: attribute('src'), alt: oneLine(attribute('alt')) });
    }
    for (const child of Object.values(node).flat()) {
      if (typeof child === 'object' && child !== null) collect(child);
    }
  };
  collect(
    parseProgram(program, { sourceType: 'module', plugins: ['jsx', 'typescript'] }).program as SyntaxNode,
  );
  return images;
}

function nameOf({ name }: SyntaxNode): string {
  return typeof name === 'string' ? name : name ? nameOf(name) : '';
}

/** That the images are the parser's, and that of each edit it reads just the other alt text. */
function agree(languageId: string, document: string, read: (document: string) => ReadImage[]): void {
  const expected = read(document);
  const found = imagesIn(languageId, document);
  assert.deepEqual(
    found.map(({ destination, alt }) => ({ source: destination, alt: alt.text })),
    expected.map(({ source, alt }) => ({ source: source || undefined, alt })),
    document,
  );
  for (const [index, image] of found.entries()) {
    const newAlt = image.isInTableCell ? 'a [new] `one` | "1" \\' : 'a [new] `one` "1" \\';
    const edited = withEdit(document, altEdit(image, newAlt));
    assert.deepEqual(
      read(edited),
      expected.with(index, { source: expected[index]?.source, alt: newAlt }),
      edited,
    );
  }
}

describe('The images of a document', () => {
  const documents = [
    ['a readme', 'markdown', 'readme.md', 'markdown-it and parse5', imagesOfMarkdown],
    ['a page', 'html', 'page.html.txt', 'parse5', imagesOfPage],
    ['a component', 'typescriptreact', 'gallery.tsx.txt', '@babel/parser', imagesOfProgram],
  ] as const;
  for (const [what, languageId, file, parsers, read] of documents) {
    it(`are in ${what} those that ${parsers} find, before and after each edit`, () => {
      const document = readFileSync(join(import.meta.dirname, 'documents', file), 'utf8');
      assert.ok(read(document).length > 5);
      agree(languageId, document, read);
      agree(languageId, document.replaceAll('\n', '\r\n'), read);
    });
  }

  for (const opening of ['<!--', '<?a ', '<!A ', '<a b="', '<http://a']) {
    it(`are in Markdown as before when an alt text would close ${opening}`, () => {
      const document = `x ${opening}![q](c.png) y`;
      const [image] = imagesIn('markdown', document);
      assert.ok(image);
      const newAlt = 'a-->b?>">c>';
      assert.deepEqual(imagesOfMarkdown(withEdit(document, altEdit(image, newAlt))), [
        { source: 'c.png', alt: newAlt },
      ]);
    });
  }

  const pieces = [
    ...[
      '![a](b.png)',
      '![c\nd](e.png)',
      '![f|g](<h i.png> "t")',
      '![r]',
      '![r][]',
      '![s][r]',
      '\n[r]: j.png\n',
    ],
    ...['![', '](k.png)', '[', ']', '[l](m)', '<img src="n.png">', '<img src=o.png alt="p q">'],
    ...[
      '\n',
      '\r\n',
      '\n\n',
      '> ',
      '- ',
      '1. ',
      '  ',
      '    ',
      '\t',
      '# ',
      ' #',
      '\n===\n',
      '\n---\n',
      '```\n',
    ],
    ...[
      '\n|a|b|\n|-|-|\n|',
      '|',
      '\\|',
      '\\',
      '`',
      '*',
      '**',
      '_',
      '~~',
      '(',
      ')',
      '<',
      '>',
      '"',
      '&',
      '&amp;',
      'é',
      '🏰',
    ],
    ...[' word ', 'https://example.org', '<b>', '\u00A0', '!'],
  ];
  it('are in Markdown those that markdown-it and parse5 find, whatever the pieces it is made of', function () {
    this.timeout(60_000);
    const document = fc.array(fc.constantFrom(...pieces), { maxLength: 16 }).map((list) => list.join(''));
    fc.assert(
      fc.property(document, (text) => {
        agree('markdown', text, imagesOfMarkdown);
      }),
      { numRuns: 10_000, seed: 5 },
    );
  });

  const tagPieces = [
    ...[
      '<img',
      '<IMG ',
      ' src="a.png"',
      " src='b c.png'",
      ' src=d.png',
      '>',
      '/>',
      ' alt',
      ' alt=""',
      ' alt="e &amp; f"',
    ],
    ...[
      ' ALT=g',
      ' alt= "h"',
      '=',
      '"',
      "'",
      '<p>',
      '</p>',
      '<!--',
      '-->',
      '<!-->',
      '<!',
      '</',
      '</3>',
      '<script>',
    ],
    ...[
      '</script>',
      '</script',
      '<style>',
      '</style >',
      '<textarea>',
      '</TEXTAREA>',
      '&copy',
      '&lt;',
      ' i ',
      '\n',
      '\t',
    ],
    ...[
      '<',
      '`',
      '{',
      '<a href=j>',
      '</a>',
      '<title>',
      '</title>',
      '/',
      '<b',
      '<td>',
      '<table>',
      ' data-k=1',
    ],
  ];
  it('are in HTML those that parse5 finds, whatever the pieces it is made of', function () {
    this.timeout(60_000);
    const page = fc.array(fc.constantFrom(...tagPieces), { maxLength: 16 }).map((list) => list.join(''));
    fc.assert(
      fc.property(page, (text) => {
        agree('html', text, imagesOfPage);
      }),
      { numRuns: 10_000, seed: 5 },
    );
  });
});
