import { missing, type NoImage, quoted, type Shape, written } from './shape.ts';

export const jsxShapes: readonly Shape[] = [
  ['with quotes', 'const a = ⟦<img src="castle.png" alt="«a castle»" />⟧;', written],
  [
    'with strings in braces',
    'const a = ⟦<img src={"castle.png"} alt=«{\'a castle\'}» />⟧;',
    { ...written, becomes: quoted },
  ],
  [
    'with a string that has escapes',
    'const a = ⟦<img src={`castle.png`} alt=«{"a \\"castle\\""}» />⟧;',
    { ...written, alt: 'a "castle"', becomes: quoted },
  ],
  [
    'with code for its source',
    'const a = ⟦<img src={castle} alt="«a castle»" />⟧;',
    { ...written, destination: undefined },
  ],
  [
    'with code for its alt text',
    'const a = ⟦<img src="castle.png" alt=«{`a ${kind}`}» />⟧;',
    { ...missing, state: 'computed', becomes: quoted },
  ],
  [
    'without an alt attribute',
    'const a = ⟦<img src={castle}«» onClick={() => a > b} />⟧;',
    { destination: undefined, becomes: ` alt=${quoted}` },
  ],
  [
    'with an alt attribute that lacks its value',
    'const a = ⟦<img src="castle.png" «alt» />⟧;',
    { ...missing, state: 'missing', becomes: `alt=${quoted}` },
  ],
  [
    'with attributes of an object',
    'const a = ⟦<img src="castle.png"«» {...rest} />⟧;',
    { ...missing, state: 'computed', becomes: ` alt=${quoted}` },
  ],
  [
    'with an empty alt text',
    'const a = ⟦<img src="castle.png" alt=«{""}» />⟧;',
    { ...missing, state: 'decorative', becomes: quoted },
  ],
  [
    'hidden by code',
    'const a = ⟦<img src="castle.png"«» aria-hidden={true} />⟧;',
    { ...missing, state: 'decorative', becomes: ` alt=${quoted}` },
  ],
  [
    'as a component',
    'const a = ⟦<Image src="/castle.png" alt="«a castle»" />⟧;',
    { ...written, destination: '/castle.png' },
  ],
  [
    'in a link',
    'const a = <Link href="/"><p>⟦<img src="castle.png" alt="«a castle»" />⟧</p></Link>;',
    { ...written, isInLink: true },
  ],
  [
    'after a generic function',
    'const a = <T,>(b: T) => { const c = f<T>(b) < 3; return ⟦<img src="castle.png" alt="«a castle»" />⟧; };',
    written,
  ],
  [
    'behind strings that look like one',
    'const b = "<img />" + \'<img />\' + `<img />`; const a = ⟦<img src="castle.png" alt="«a castle»" />⟧;',
    written,
  ],
  [
    'in code in an element',
    'const a = <p>it\'s {b && ⟦<img src="castle.png" alt="«a castle»" />⟧}</p>;',
    written,
  ],
];

export const noJsxImages: readonly NoImage[] = [
  [
    'strings, templates and comments',
    'const a = "<img src=\'b\' />"; // <img />\n/* <img /> */ const b = `<img />`;',
  ],
  ['comparisons and types', 'const a = b <img && c; const d: Array<Image> = [];'],
  ['another element', 'const a = <Img src="castle.png" />; const b = <img.a />;'],
];
