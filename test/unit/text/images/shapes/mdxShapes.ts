import { inMarkdown, missing, type NoImage, quoted, type Shape, written } from './shape.ts';

export const mdxShapes: readonly Shape[] = [
  ['of Markdown', '⟦![«a castle»](castle.png)⟧', { ...written, becomes: inMarkdown }],
  [
    'of Markdown, indented in an element',
    '<figure>\n    ⟦![«a castle»](castle.png)⟧\n</figure>',
    { ...written, becomes: inMarkdown },
  ],
  [
    'of JSX',
    'See ⟦<Image src={castle} alt=«{"a castle"}» />⟧.',
    { ...written, destination: undefined, becomes: quoted },
  ],
  ['of JSX over several lines', '> ⟦<img\n>   src="castle.png"\n>   alt="«a castle»"\n> />⟧', written],
  ['in code', '{a && (\n  ⟦<img src="castle.png"«» />⟧\n)}', { ...missing, becomes: ` alt=${quoted}` }],
  [
    'in an export',
    'import a from "b";\nexport const c = ⟦<img src="castle.png" alt="«a castle»" />⟧;',
    written,
  ],
];

export const noMdxImages: readonly NoImage[] = [
  ['comments', '{/* ![](castle.png) <img src="castle.png" /> */}'],
  ['strings of an import or export', 'export const a = "![](castle.png)";'],
  ['attributes of elements', 'See <A b="![](castle.png)" c={"<img />"} />'],
];
