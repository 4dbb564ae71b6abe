import { missing, type NoImage, newAlt, quoted, type Shape, written } from './shape.ts';

export const htmlShapes: readonly Shape[] = [
  ['with double quotes', '⟦<img src="castle.png" alt="«a castle»">⟧', written],
  ['with single quotes', "⟦<img src='castle.png' alt='«a castle»'>⟧", { ...written, becomes: newAlt }],
  [
    'without quotes',
    '⟦<img src=castle.png alt=«castle»>⟧',
    { ...written, alt: 'castle', state: 'missing', becomes: quoted },
  ],
  ['in capitals', '⟦<IMG SRC="castle.png" ALT="«a castle»">⟧', written],
  ['with blanks around the equals signs', '⟦<img src = "castle.png" alt = "«a castle»" >⟧', written],
  ['over several lines', '⟦<img\n  src="castle.png"\n  alt="«a castle»"\n/>⟧', written],
  [
    'without an alt attribute',
    '⟦<img class="wide" src="castle.png"«» width=3>⟧',
    { ...missing, becomes: ` alt=${quoted}` },
  ],
  [
    'with a source that lacks its value',
    '⟦<img«» src=>⟧',
    { destination: undefined, becomes: ` alt=${quoted}` },
  ],
  ['without any attribute', '⟦<img«»>⟧', { destination: undefined, becomes: ` alt=${quoted}` }],
  [
    'with an empty alt attribute, on purpose',
    '⟦<img src="castle.png" alt="«»">⟧',
    { ...missing, state: 'decorative' },
  ],
  [
    'with an alt attribute without a value',
    '⟦<img «alt» src="castle.png">⟧',
    { ...missing, state: 'decorative', becomes: `alt=${quoted}` },
  ],
  [
    'with an alt attribute that lacks its value',
    '⟦<img src="castle.png" «alt=»>⟧',
    { ...missing, state: 'decorative', becomes: `alt=${quoted}` },
  ],
  [
    'with blanks only for an alt text',
    '⟦<img src="castle.png" alt="« »">⟧',
    { ...missing, state: 'missing' },
  ],
  [
    'with a role that says it is decoration',
    '⟦<img role="presentation" src="castle.png"«»>⟧',
    { ...missing, state: 'decorative', becomes: ` alt=${quoted}` },
  ],
  [
    'hidden from assistive technology',
    '⟦<img src="castle.png"«» aria-hidden="true">⟧',
    { ...missing, state: 'decorative', becomes: ` alt=${quoted}` },
  ],
  [
    'with a placeholder',
    '⟦<img src="castle.png" alt="«image»">⟧',
    { ...missing, alt: 'image', state: 'missing' },
  ],
  [
    'with entities',
    '⟦<img src="a&amp;b.png" alt="«a &lt;small&gt; castle&copy»">⟧',
    { alt: 'a <small> castle©', destination: 'a&b.png' },
  ],
  ['with the first of two alt attributes', '⟦<img src="castle.png" alt="«a castle»" alt="a keep">⟧', written],
  [
    'with an attribute whose name ends as alt does',
    '⟦<img data-alt="b" src="castle.png"«»>⟧',
    { ...missing, becomes: ` alt=${quoted}` },
  ],
  [
    'with a sign in another value that ends tags',
    '⟦<img title="a > b" src="castle.png" alt="«a castle»">⟧',
    written,
  ],
  [
    'with a template for its source',
    '⟦<img src="{% static \'castle.png\' %}" alt="«a castle»">⟧',
    { ...written, destination: undefined },
  ],
  [
    'with a template for its alt text',
    '⟦<img src="castle.png" alt="«{{ name }}»">⟧',
    { ...missing, state: 'computed' },
  ],
  [
    'in a link',
    '<a href="a.html">⟦<img src="castle.png" alt="«a castle»">⟧</a>',
    { ...written, isInLink: true },
  ],
  ['after a link', '<a href="a.html">a</a>⟦<img src="castle.png" alt="«a castle»">⟧', written],
  [
    'in a cell',
    '<table><tr><th>a<td>⟦<img src="castle.png" alt="«a castle»">⟧</table>',
    { ...written, isInTableCell: true },
  ],
  [
    'after a comment that has one',
    '<!-- <img src="a.png"> -->⟦<img src="castle.png" alt="«a castle»">⟧',
    written,
  ],
  [
    'after a script that has one',
    '<script>"<img src=a.png>"</script>⟦<img src="castle.png" alt="«a castle»">⟧',
    written,
  ],
  [
    'behind the frontmatter of a generator',
    '---\ntitle: <img>\n---\n⟦<img src="castle.png" alt="«a castle»">⟧',
    written,
  ],
];

export const noHtmlImages: readonly NoImage[] = [
  ['a comment', '<!-- <img src="castle.png"> --><!doctype <img><!-- <img'],
  ['a style', '<style>a { content: "<img src=castle.png>" }</style>'],
  ['a text area', '<textarea><img src="castle.png"></textarea>'],
  ['a tag that is never closed', '<p><img src="castle.png" alt="a castle'],
  ['another element', '<imgs src="castle.png"><image src="castle.png"></img>'],
  ["Markdown's", '![a castle](castle.png)'],
];
