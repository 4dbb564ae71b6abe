import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { existingCaptionPolicies } from '../../src/captions/captionText.ts';
import { styles } from '../../src/core/brief.ts';
import { hasImageExtension, imageExtensions } from '../../src/images/imageFormats.ts';
import { proseLanguages } from '../../src/text/documentLanguages.ts';
import { languagesWithImages } from '../../src/text/images/imageSyntax.ts';
import {
  destinationChoices,
  embeddedPromptChoices,
  engineChoices,
  pasteDefaults,
} from '../../src/vscode/choices.ts';
import { codeServerVersions } from '../window/installCodeServer.ts';

const manifestText = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(manifestText);
const sentences: Record<string, string> = JSON.parse(readFileSync('package.nls.json', 'utf8'));
const sources = globSync('src/**/*.ts').map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const codeText = sources.map(({ text }) => text).join('\n');

/** What conditions of the manifest may ask for. */
const contextKeys = new Set(
  [...codeText.matchAll(/'setContext', '(img2prompt\.\w+)'/g)].map(([, key]) => key as string),
);

interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}
const { contributes } = manifest;
const menus: Record<string, MenuEntry[]> = contributes.menus;
const placesOfImages = ['explorer/context', 'editor/title', 'editor/title/context', 'webview/context'];

/** The names that users, their settings files and their keybindings rely on. */
const contract = {
  commands: {
    'img2prompt.generate': 'Generate Prompt',
    'img2prompt.insertAtCursor': 'Insert Prompt at Cursor',
    'img2prompt.openInNewDocument': 'Open Prompt in New Document',
    'img2prompt.copyToClipboard': 'Copy Prompt',
    'img2prompt.saveCaption': 'Save Prompt Beside Image',
    'img2prompt.captionImages': 'Caption Images...',
    'img2prompt.retryFailed': 'Retry Failed Captions',
    'img2prompt.undoLastBatch': 'Undo Last Batch',
    'img2prompt.exportCaptions': 'Export Captions...',
    'img2prompt.regenerate': 'Generate Prompt Again',
    'img2prompt.fillAltText': 'Fill In Alt Text',
    'img2prompt.fillAltTextInDocument': 'Fill In All Alt Texts',
    'img2prompt.showEmbeddedPrompt': 'Show Prompt Stored in Image',
    'img2prompt.setApiKey': 'Set API Key...',
    'img2prompt.removeApiKey': 'Remove API Key...',
    'img2prompt.selectEngine': 'Select Engine...',
    'img2prompt.checkConnection': 'Check Connection',
    'img2prompt.showHistory': 'Show History',
    'img2prompt.clearHistory': 'Clear History...',
    'img2prompt.clearCache': 'Clear Cache...',
    'img2prompt.showLog': 'Show Log',
    'img2prompt.openSampleImage': 'Open Sample Image',
  },
  views: {
    'img2prompt.history': 'History',
  },
  settings: {
    'img2prompt.engine': { type: 'string', default: 'auto', scope: 'application' },
    'img2prompt.baseUrl': { type: 'string', default: 'https://api.novita.ai', scope: 'application' },
    'img2prompt.vision.baseUrl': {
      type: 'string',
      default: 'https://api.novita.ai/openai/v1',
      scope: 'application',
    },
    'img2prompt.languageModel.model': { type: 'string', default: '', scope: 'application' },
    'img2prompt.vision.model': { type: 'string', default: '', scope: 'application' },
    'img2prompt.style': { type: 'string', default: 'tags', scope: 'resource' },
    'img2prompt.customInstruction': { type: 'string', default: '', scope: 'resource' },
    'img2prompt.language': { type: 'string', default: '', scope: 'resource' },
    'img2prompt.destination': { type: 'string', default: 'auto', scope: 'window' },
    'img2prompt.newDocument.language': { type: 'string', default: '', scope: 'window' },
    'img2prompt.template': { type: 'string', default: '${prompt}', scope: 'language-overridable' },
    'img2prompt.prefix': { type: 'string', default: '', scope: 'resource' },
    'img2prompt.suffix': { type: 'string', default: '', scope: 'resource' },
    'img2prompt.excludeWords': { type: 'array', default: [], scope: 'resource' },
    'img2prompt.caption.extension': { type: 'string', default: '.txt', scope: 'resource' },
    'img2prompt.caption.existing': { type: 'string', default: 'skip', scope: 'resource' },
    'img2prompt.batch.concurrency': { type: 'number', default: 4, scope: 'resource' },
    'img2prompt.batch.includeSubfolders': { type: 'boolean', default: true, scope: 'resource' },
    'img2prompt.batch.respectGitignore': { type: 'boolean', default: false, scope: 'resource' },
    'img2prompt.cache.maxEntries': { type: 'number', default: 10_000, scope: 'application' },
    'img2prompt.history.maxEntries': { type: 'number', default: 1000, scope: 'application' },
    'img2prompt.tidy': { type: 'boolean', default: true, scope: 'resource' },
    'img2prompt.paste.default': { type: 'string', default: 'vscode', scope: 'resource' },
    'img2prompt.embeddedPrompt': { type: 'string', default: 'ask', scope: 'resource' },
    'img2prompt.image.maxMegapixels': { type: 'number', default: 200, scope: 'application' },
    'img2prompt.image.stripMetadata': { type: 'boolean', default: true, scope: 'application' },
    'img2prompt.maxAttempts': { type: 'number', default: 4, scope: 'application' },
    'img2prompt.requestTimeoutSeconds': { type: 'number', default: 120, scope: 'application' },
  },
  restrictedSettings: [
    'img2prompt.caption.existing',
    'img2prompt.caption.extension',
    'img2prompt.customInstruction',
    'img2prompt.destination',
    'img2prompt.excludeWords',
    'img2prompt.language',
    'img2prompt.paste.default',
    'img2prompt.prefix',
    'img2prompt.style',
    'img2prompt.suffix',
    'img2prompt.template',
  ],
};

describe('The manifest', () => {
  it('has the commands of the contract, under their titles', () => {
    const titles = contributes.commands.map(({ command, title }: { command: string; title: string }) => [
      command,
      sentences[title.replaceAll('%', '')],
    ]);
    assert.deepEqual(Object.fromEntries(titles), contract.commands);
  });

  it('has the views of the contract, under their names, in a container of their own', () => {
    const container = contributes.viewsContainers.activitybar[0];
    assert.equal(container.id, 'img2prompt');
    assert.ok(existsSync(container.icon));
    const names = contributes.views.img2prompt.map(({ id, name }: { id: string; name: string }) => [
      id,
      sentences[name.replaceAll('%', '')],
    ]);
    assert.deepEqual(Object.fromEntries(names), contract.views);
  });

  it('has the settings of the contract, with their types, defaults and scopes', () => {
    const settings = Object.entries<Record<string, unknown>>(contributes.configuration.properties).map(
      ([id, { type, default: byDefault, scope }]) => [id, { type, default: byDefault, scope }],
    );
    assert.deepEqual(Object.fromEntries(settings), contract.settings);
  });

  it('keeps an untrusted workspace from the settings of the contract', () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, contract.restrictedSettings);
  });

  it('admits no VS Code that is older than the types and the tests', () => {
    const [, oldest] = /^\^(1\.(\d+)\.0)$/.exec(manifest.engines.vscode) ?? [];
    assert.equal(oldest, manifest.devDependencies['@types/vscode']);
    assert.equal(oldest?.split('.')[1], codeServerVersions.oldest.split('.')[1]);
  });

  it('declares just the commands that the code registers or calls', () => {
    const inCode = new Set([...codeText.matchAll(/'(img2prompt\.[\w.]+)'/g)].map(([, id]) => id as string));
    const isOther = (id: string) => id in contract.settings || id in contract.views || contextKeys.has(id);
    assert.deepEqual([...inCode].filter((id) => !isOther(id)).sort(), Object.keys(contract.commands).sort());
  });

  it('asks in its conditions for the context keys that the code sets, and for all of them', () => {
    const asked = new Set(
      [...manifestText.matchAll(/"when": "([^"]*)"/g)].flatMap(
        ([, when = '']) => when.match(/img2prompt\.\w+/g) ?? [],
      ),
    );
    for (const [, key = ''] of manifestText.matchAll(/"onContext:(img2prompt\.\w+)"/g)) asked.add(key);
    assert.deepEqual([...asked].filter((id) => !(id in contract.views)).sort(), [...contextKeys].sort());
  });

  it('declares just the settings that the code reads', () => {
    const read = [...codeText.matchAll(/\bread\('([\w.]+)'/g)].map(([, name]) => `img2prompt.${name}`);
    assert.deepEqual(read.sort(), Object.keys(contract.settings).sort());
  });

  it('offers just the choices that the code knows', () => {
    const offered = Object.entries<{ enum?: string[] }>(contributes.configuration.properties).flatMap(
      ([id, setting]) => (setting.enum ? [[id, setting.enum]] : []),
    );
    assert.deepEqual(Object.fromEntries(offered), {
      'img2prompt.engine': engineChoices,
      'img2prompt.style': styles,
      'img2prompt.destination': destinationChoices,
      'img2prompt.embeddedPrompt': embeddedPromptChoices,
      'img2prompt.paste.default': pasteDefaults,
      'img2prompt.caption.existing': existingCaptionPolicies,
    });
  });

  it('has a sentence for each of its keys and a key for each sentence', () => {
    const used = new Set([...manifestText.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key as string));
    assert.deepEqual([...used].sort(), Object.keys(sentences).sort());
  });

  it('wakes the extension in the languages in which it offers something', () => {
    const awake = manifest.activationEvents.filter((event: string) => event.startsWith('onLanguage:'));
    const languages = new Set([...languagesWithImages, ...proseLanguages]);
    assert.deepEqual(awake.sort(), [...languages].map((id) => `onLanguage:${id}`).sort());
  });

  it('has alt texts in its palette in the languages whose images are known', () => {
    const when = `editorLangId =~ /^(${languagesWithImages.join('|')})$/`;
    const entries = menus.commandPalette?.filter(({ command }) => command?.includes('.fillAltText')) ?? [];
    assert.equal(entries.length, 2);
    for (const entry of entries) assert.equal(entry.when, when);
  });

  it('uses only commands and submenus in its menus that it declares', () => {
    const submenus = contributes.submenus.map(({ id }: { id: string }) => id);
    for (const { command, submenu } of Object.values(menus).flat()) {
      if (command !== undefined) assert.ok(command in contract.commands, command);
      else assert.ok(submenus.includes(submenu), submenu);
    }
  });

  for (const place of placesOfImages) {
    it(`shows its entries in ${place} on images only`, () => {
      const entries = menus[place] ?? [];
      assert.ok(entries.length > 0);
      for (const { when = '' } of entries) {
        const [, pattern, flags] = /resourceExtname =~ \/(.+)\/(\w*)/.exec(when) ?? [];
        assert.ok(pattern, when);
        const matches = (extension: string) => new RegExp(pattern, flags).test(extension);
        const others = ['.PNG', '.md', '.pngx', '.psd', ''];
        for (const extension of [...imageExtensions.map((known) => `.${known}`), ...others]) {
          assert.equal(matches(extension), hasImageExtension(`picture${extension}`), extension);
        }
      }
    });
  }

  it('keeps the menu of Explorer short: one entry and one submenu, and captions for folders and several images', () => {
    assert.deepEqual(
      menus['explorer/context']?.map(({ command, submenu }) => command ?? submenu),
      ['img2prompt.generate', 'img2prompt.destinations', 'img2prompt.captionImages'],
    );
    assert.match(
      menus['explorer/context']?.at(-1)?.when ?? '',
      /^explorerResourceIsFolder \|\| listMultiSelection && resourceExtname =~/,
    );
  });
});

describe('The sentences of the code', () => {
  it('are constants, so that they can be translated', () => {
    for (const { path, text } of sources) {
      for (const { index } of text.matchAll(/l10n\.t\(/g)) {
        assert.match(text.slice(index), /^l10n\.t\(\s*(?:'(?:[^'\\]|\\.)+'|"(?:[^"\\]|\\.)+")\s*[,)]/, path);
      }
    }
  });

  it('have a placeholder for each value that they are given', () => {
    for (const { path, text } of sources) {
      const calls = text.matchAll(/l10n\.t\(\s*(['"])((?:(?!\1)[^\\]|\\.)+)\1/g);
      for (const { index, 0: call, 2: sentence = '' } of calls) {
        const placeholders = new Set([...sentence.matchAll(/\{(\d)\}/g)].map(([, digit]) => Number(digit)));
        const values = countArguments(text.slice(index + call.length));
        const expected = Array.from({ length: values }, (_, value) => value);
        assert.deepEqual([...placeholders].sort(), expected, `${path}: ${sentence}`);
      }
    }
  });
});

/** Counts the arguments up to the bracket that closes a call, from behind its first one on. */
function countArguments(rest: string): number {
  let depth = 0;
  let count = 0;
  for (const [character] of rest.replaceAll(/,\s*\)/g, ')').matchAll(/[()[\]{},]/g)) {
    if (character === ',' && depth === 0) count++;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character) && depth-- === 0) break;
  }
  return count;
}
