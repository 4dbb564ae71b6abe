import { inMarkdown, missing, quoted, type Shape, written } from './shape.ts';

export const htmlInMarkdownShapes: readonly Shape[] = [
  ['between words', 'See <b>⟦<img src="castle.png" alt="«a castle»">⟧</b>', written],
  ['as a block of its own', '⟦<img alt="«a castle»" src="castle.png" width="300"/>⟧', written],
  [
    'in a block',
    '<p align="center">\n  ⟦<img src="castle.png"«»>⟧\n</p>',
    { ...missing, becomes: ` alt=${quoted}` },
  ],
  [
    'over several lines of a quote',
    '> ⟦<img\n>   src="castle.png"\n>   alt="«a\n>   castle»">⟧',
    { ...written, alt: 'a castle' },
  ],
  [
    'in a link',
    '<a href="a.html">⟦<img src="castle.png" alt="«a castle»">⟧</a>',
    { ...written, isInLink: true },
  ],
  [
    'in a link of Markdown',
    '[⟦<img src="castle.png" alt="«a castle»">⟧](a.html)',
    { ...written, isInLink: true },
  ],
  [
    'in a table',
    '|A|\n|-|\n|⟦<img src="castle.png" alt="«a castle»">⟧|',
    { ...written, isInTableCell: true, becomes: 'a &quot;keep&quot; &#124; a moat' },
  ],
  [
    'in a table of HTML',
    '<table><tr><td>\n⟦<img src="castle.png" alt="«»">⟧\n</td></tr></table>',
    { ...missing, state: 'decorative', isInTableCell: true },
  ],
  [
    'of Markdown in a cell of HTML',
    '<table><tr><td>\n\n⟦![«»](castle.png)⟧\n\n</td></tr></table>',
    { ...missing, isInTableCell: true, becomes: inMarkdown },
  ],
];
