// `npm start`: the extension in a real VS Code, on a copy of the sample workspace. `-- --headless` has it do its main
// job unattended.
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startContractServer } from './server/contractServer.ts';
import { buildExtension } from './window/buildExtension.ts';
import { checkout } from './window/checkout.ts';
import { copySampleWorkspace } from './window/copySampleWorkspace.ts';
import { findDesktopCode } from './window/findDesktopCode.ts';
import { type CodeWindow, openWindow } from './window/openWindow.ts';
import { startCodeServer } from './window/startCodeServer.ts';
import { startProcess } from './window/startProcess.ts';
import { temporaryFolder } from './window/temporaryFolder.ts';

const usage = `npm start [-- OPTIONS]

Opens VS Code with the extension on a copy of test/sampleWorkspace, against a stand-in for the service; against the
real one when NOVITA_API_KEY is set.

  --headless        right-clicks a picture, types the key, prints the prompt, saves out/headless.png, and ends
  --image PATH      the picture for --headless (castle.png); anyone's, it is copied into the sample workspace
  --base-url URL    another server of the protocol`;

const realService = 'https://api.novita.ai';
const contractServerKey = 'sk_contract_server_demo';
/** The extension itself gives up after 120 s. */
const promptLimitMs = 150_000;

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      headless: { type: 'boolean', default: false },
      image: { type: 'string', default: 'castle.png' },
      'base-url': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  await buildExtension();
  const workspace = copySampleWorkspace();
  const picture = basename(values.image);
  if (existsSync(values.image)) copyFileSync(values.image, join(workspace.path, picture));
  else if (!existsSync(join(workspace.path, values.image)))
    throw new Error(`There is no picture ${values.image}.`);

  const apiKey = process.env.NOVITA_API_KEY || undefined; // an empty variable is none
  const address = values['base-url'] ?? (apiKey ? realService : undefined);
  const contractServer = address === undefined ? await startContractServer() : undefined;
  const baseUrl = address ?? contractServer?.url;
  const settings = baseUrl === realService ? {} : { 'img2prompt.baseUrl': baseUrl };
  try {
    if (values.headless)
      await generateUnattended(workspace.path, picture, settings, apiKey ?? contractServerKey);
    else {
      console.log(`Service: ${baseUrl}`);
      if (contractServer) console.log('It is a stand-in; as the key it takes anything that begins with sk_');
      await openForAPerson(workspace.path, settings);
    }
  } finally {
    await contractServer?.close();
    workspace.remove();
  }
}

/** Opens a window and keeps it until it is closed, or Ctrl+C. */
async function openForAPerson(workspace: string, settings: Record<string, unknown>): Promise<void> {
  const desktop = await findDesktopCode();
  if (desktop) {
    await openDesktop(desktop, workspace, settings);
    return;
  }
  const { NOVITA_API_KEY } = process.env;
  const server = await startCodeServer({
    settings,
    extension: 'development',
    ...(NOVITA_API_KEY && { environment: { NOVITA_API_KEY } }),
  });
  console.log(`\nOpen VS Code in a browser (Ctrl+C here ends it):\n\n  ${server.windowUrl(workspace)}\n`);
  await server.ended;
}

async function openDesktop(
  executable: string,
  workspace: string,
  settings: Record<string, unknown>,
): Promise<void> {
  const profile = temporaryFolder();
  const userFolder = join(profile.path, 'data/User');
  mkdirSync(userFolder, { recursive: true });
  const desktopSettings = { 'security.workspace.trust.enabled': false, ...settings };
  writeFileSync(join(userFolder, 'settings.json'), JSON.stringify(desktopSettings, null, 2));
  console.log('\nVS Code opens in a window of its own (Ctrl+C here ends it).');
  await startProcess(executable, [
    workspace,
    `--extensionDevelopmentPath=${checkout}`,
    `--user-data-dir=${join(profile.path, 'data')}`,
    `--extensions-dir=${join(profile.path, 'extensions')}`,
    '--skip-welcome',
    // Chromium's sandbox refuses to run as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]).ended;
  profile.remove();
}

/** Does the main job as a person would, and leaves a screenshot, also of what went wrong. */
async function generateUnattended(
  workspace: string,
  picture: string,
  settings: Record<string, unknown>,
  key: string,
): Promise<void> {
  const window = await openWindow({ workspace, settings, extension: 'development' });
  try {
    await window.explorer.rightClick(picture, 'Generate Prompt');
    console.log(await promptInDocument(window, key));
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    throw new Error(`There is no prompt (see out/headless.png): ${reason}`);
  } finally {
    await window.screenshot(join(checkout, 'out/headless.png'));
    await window.close();
  }
}

/** Types the key when it is asked for, and waits for the document with the prompt. */
async function promptInDocument(window: CodeWindow, key: string): Promise<string> {
  const deadline = Date.now() + promptLimitMs;
  for (let keyTyped = false; Date.now() < deadline; await window.page.waitForTimeout(200)) {
    if ((await window.inputBox.isShown()) && !(await window.inputBox.isPassword())) {
      // With nothing set up, the first command asks where prompts should come from.
      await window.quickPick.pick('Novita AI');
    } else if (await window.inputBox.isShown()) {
      if (keyTyped) throw new Error(await window.inputBox.message());
      await window.inputBox.type(key);
      await window.inputBox.accept();
      await Promise.race([
        window.inputBox.hidden(),
        window.page.getByText('rejected this API key').waitFor(),
      ]);
      keyTyped = true;
    }
    const error = (await window.notifications.visible()).find(({ severity }) => severity !== 'info');
    if (error) throw new Error(error.message);
    const text = (await window.editor.isShown()) ? await window.editor.text() : '';
    if (text) return text;
  }
  throw new Error(`Nothing came within ${promptLimitMs / 1000} s.`);
}
