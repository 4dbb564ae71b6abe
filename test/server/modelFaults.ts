import type { Fault } from './fault.ts';

/** Other lists of models than the usual one, which holds several that take images and several that do not. */
export const modelFaults: readonly Fault[] = [
  {
    name: 'one-vision-model',
    does: 'one that takes images, and those that do not',
    stage: 'models',
    choose: (models) => {
      const seeing = models.find(({ takesImages }) => takesImages);
      return models.filter((model) => !model.takesImages || model === seeing);
    },
  },
  {
    name: 'no-vision-model',
    does: 'none that takes images',
    stage: 'models',
    choose: (models) => models.filter(({ takesImages }) => !takesImages),
  },
  { name: 'no-models', does: 'none', stage: 'models', choose: () => [] },
];
