import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Picture } from '../server/receivedImage.ts';
import { checkout } from '../window/checkout.ts';
import { type TemporaryFolder, temporaryFolder } from '../window/temporaryFolder.ts';

/** Of the sample workspace, under the names that they have here. */
const pictures = {
  'castle.png': 'castle.png',
  'harbour.png': 'harbour at dusk #3.png',
  'lighthouse.jpg': 'lighthouse.jpg',
} as const;

/** What an engine would say of the pictures, by their width in pixels: the stand-in for the service has no model. */
const promptsByWidth: Readonly<Record<number, string>> = {
  800: 'a fairytale castle on a green hill, red conical roofs, yellow flags, winding path, pine trees, setting sun, flat vector illustration, travel poster',
  960: 'a quiet harbour at dusk, sailing boats on still water, orange sky, long reflections, flat vector illustration',
  1200: 'a white lighthouse on a rocky coast, red stripes, rolling waves, morning light, flat vector illustration',
};

export const describePoster = ({ widthPx }: Picture): string => promptsByWidth[widthPx] ?? 'a picture';

const notes = `# Travel poster

![](castle.png)

## Prompts

`;

/** The line of the note in which prompts go, counted from 1. */
export const lineOfPrompts = 7;

const ideas = `# Ideas

The back needs [something quieter](harbour.png):

`;

/** The line in which another idea goes. */
export const lineOfIdeas = 5;

/** Somebody's folder for a travel poster: a few pictures, a note to write in, and pictures to train with. */
export function makePosterWorkspace(): TemporaryFolder {
  const { path: parent, remove } = temporaryFolder();
  const path = join(parent, 'poster');
  const trainingSet = join(path, 'training set');
  mkdirSync(trainingSet, { recursive: true });
  for (const [name, original] of Object.entries(pictures)) {
    for (const folder of [path, trainingSet]) {
      cpSync(join(checkout, 'test/sampleWorkspace', original), join(folder, name));
    }
  }
  writeFileSync(join(path, 'notes.md'), notes);
  writeFileSync(join(path, 'ideas.md'), ideas);
  return { path, remove };
}
