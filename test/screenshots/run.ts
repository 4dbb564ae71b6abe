// `npm run screenshots`: takes the pictures of the README and the walkthrough, in light and dark, of the extension in a
// real window. The service behind it is the contract server, with prompts as a model would write them.
import { mkdirSync, rmSync } from 'node:fs';
import { startContractServer } from '../server/contractServer.ts';
import { buildExtension } from '../window/buildExtension.ts';
import { openWindow } from '../window/openWindow.ts';
import { describePoster, makePosterWorkspace } from './poster.ts';
import { firstScenes, scenes } from './scenes.ts';
import { Studio, screenshotFolder } from './studio.ts';

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' };

/** Of the page, small enough for its letters to be read in a column. */
const size = { width: 840, height: 520 };

/** Nothing is judged here, so a slow machine is no reason to give up. */
const patienceMs = 60_000;

/** A window shows its tree, its editor and nothing else. */
const bareSettings = {
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

await buildExtension();
rmSync(screenshotFolder, { recursive: true, force: true });
mkdirSync(screenshotFolder, { recursive: true });
const server = await startContractServer({ describe: describePoster });
const serviceSettings = { 'img2prompt.baseUrl': `${server.url}/keyless` };
for (const [suffix, theme] of Object.entries(themes)) {
  await photograph(suffix, { 'workbench.colorTheme': theme }, firstScenes);
  await photograph(suffix, { 'workbench.colorTheme': theme, ...serviceSettings }, scenes);
}
await server.close();

async function photograph(
  suffix: string,
  settings: Readonly<Record<string, unknown>>,
  played: typeof scenes,
): Promise<void> {
  const workspace = makePosterWorkspace();
  const window = await openWindow({
    workspace: workspace.path,
    settings: { ...bareSettings, ...settings },
    extension: 'development',
    scale: 1.5,
  });
  try {
    await window.page.setViewportSize(size);
    window.page.setDefaultTimeout(patienceMs);
    const studio = new Studio(window, suffix);
    for (const scene of played) {
      console.log(`${suffix}: ${scene.name}`);
      await scene(studio, workspace.path);
    }
  } finally {
    await window.close();
    workspace.remove();
  }
}
