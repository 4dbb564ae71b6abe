import { missing, quoted, type Shape, written } from './shape.ts';

export const vueShapes: readonly Shape[] = [
  [
    'with bound attributes',
    '<template>⟦<img :src="hero" «:alt="name"»/>⟧</template>',
    { destination: undefined, state: 'computed', becomes: `alt=${quoted}` },
  ],
  [
    'with attributes bound at length',
    '<p>⟦<img v-bind:src="hero"«»>⟧</p>',
    { destination: undefined, becomes: ` alt=${quoted}` },
  ],
  [
    'with attributes of an object',
    '<p>⟦<img«» v-bind="hero">⟧</p>',
    { destination: undefined, state: 'computed', becomes: ` alt=${quoted}` },
  ],
];

export const svelteShapes: readonly Shape[] = [
  [
    'with attributes of the same name as variables',
    '⟦<img {src} «{alt}»>⟧',
    { destination: undefined, state: 'computed', becomes: `alt=${quoted}` },
  ],
  [
    'with code in its quotes',
    '⟦<img src="{base}/castle.png" alt="«{name}»">⟧',
    { destination: undefined, state: 'computed' },
  ],
  [
    'with code that has signs of tags',
    '⟦<img src="castle.png"«» on:load={() => a > "}"}>⟧',
    { ...missing, becomes: ` alt=${quoted}` },
  ],
];

export const astroShapes: readonly Shape[] = [
  [
    'in code',
    '---\nconst a = <img src="b.png" />;\n---\n{a && ⟦<img src="castle.png" alt="«a castle»">⟧}',
    written,
  ],
  ['as a component', '⟦<Image src={castle} alt="«a castle»" />⟧', { ...written, destination: undefined }],
];
