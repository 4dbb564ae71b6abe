// `npm run docs`: writes the tables of commands and settings into README.md, from the manifest and its sentences.
import { readFileSync, writeFileSync } from 'node:fs';

/** What each command does, after its title: the manifest has no place for that. */
export const whatCommandsDo: Readonly<Record<string, string>> = {
  'img2prompt.generate': 'puts the prompt where the setting `img2prompt.destination` says',
  'img2prompt.insertAtCursor':
    'inserts it in the text editor that you used last, even where an image covers it by now',
  'img2prompt.openInNewDocument': 'opens it in a document of its own',
  'img2prompt.copyToClipboard': 'copies it to the clipboard',
  'img2prompt.saveCaption': "writes it into the image's caption file",
  'img2prompt.regenerate': 'as Generate Prompt, but asks anew, whatever the cache holds',
  'img2prompt.fillAltText': 'writes the alt text of the image under the cursor',
  'img2prompt.fillAltTextInDocument': 'writes that of every image of the document that lacks it',
  'img2prompt.showEmbeddedPrompt':
    'shows what the image holds of its making, to insert or copy; nothing is sent',
  'img2prompt.captionImages': 'captions folders and selections; while that runs, offers to stop it',
  'img2prompt.retryFailed': 'tries again what failed in the last batch of captions',
  'img2prompt.undoLastBatch': 'brings back the captions that were there before',
  'img2prompt.exportCaptions':
    'writes the captions of the last batch as JSON Lines for kohya or Hugging Face',
  'img2prompt.setApiKey': 'keeps a key for the host in the settings',
  'img2prompt.removeApiKey': 'forgets that key',
  'img2prompt.selectEngine': 'chooses where prompts come from',
  'img2prompt.checkConnection': 'says what works, at no cost: address, key, balance, models',
  'img2prompt.showHistory': 'lists the prompts that you got, with their images',
  'img2prompt.clearHistory': 'deletes them all, after a question',
  'img2prompt.clearCache': 'forgets all answers, so that every image is asked about anew',
  'img2prompt.showLog': 'says what was sent where, and what went wrong; it never holds a key or an image',
};

/** What is read of package.json. */
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly keybindings?: readonly Keybinding[];
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

interface Keybinding {
  readonly command: string;
  readonly key: string;
  readonly mac?: string;
}

export interface Setting {
  readonly type: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly order: number;
  readonly description?: string;
  readonly markdownDescription?: string;
}

/** package.nls.json: what stands in the manifest as `%key%`. */
type Sentences = Readonly<Record<string, string>>;

/** A README with the tables between its marks. Throws where it has none. */
export function withTables(readme: string, { contributes }: Manifest, sentences: Sentences): string {
  const say = (text = '') => sentences[text.replaceAll('%', '')] ?? text;
  const { keybindings = [], configuration } = contributes;
  const commandRows = commandsOfPalette(contributes).map(({ command, title }) => [
    [say(title), ...keybindings.filter((bound) => bound.command === command).map(keysOf)].join(' '),
    whatCommandsDo[command] ?? '',
  ]);
  const settingRows = Object.entries(configuration.properties)
    .sort(asInSettingsEditor)
    .map(([id, setting]) => [
      `\`${id}\``,
      defaultOf(setting),
      descriptionOf(setting, say),
      valuesOf(setting, say),
    ]);
  const withCommands = between('commands', readme, table(['Command', 'What it does'], commandRows));
  const headings = ['Setting', 'Default', 'What it is', 'Values'];
  return between('settings', withCommands, table(headings, settingRows));
}

/** Those that people can call: others are behind a button of the walkthrough. */
export function commandsOfPalette({
  commands,
  menus,
}: Pick<Manifest['contributes'], 'commands' | 'menus'>): Manifest['contributes']['commands'] {
  const hidden = menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command);
  return commands.filter(({ command }) => !hidden.includes(command));
}

function between(name: string, text: string, content: string): string {
  const [begin, end] = [`<!-- ${name}, written by npm run docs -->`, `<!-- end of ${name} -->`];
  const [start, stop] = [text.indexOf(begin), text.indexOf(end)];
  if (start === -1 || stop < start) throw new Error(`README.md lacks ${begin} or, after it, ${end}.`);
  return `${text.slice(0, start + begin.length)}\n\n${content}\n${text.slice(stop)}`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `|${cells.map(cell).join('')}\n`;
  const rule = `|${'---|'.repeat(headings.length)}\n`;
  return line(headings) + rule + rows.map(line).join('');
}

function cell(text: string): string {
  return text === '' ? ' |' : ` ${text.replaceAll('|', '\\|').replaceAll('\n', '<br>')} |`;
}

function keysOf({ key, mac }: Keybinding): string {
  return mac === undefined ? `(\`${key}\`)` : `(\`${key}\`, on macOS \`${mac}\`)`;
}

type Entry = readonly [id: string, setting: Setting];
type Say = (text?: string) => string;

function asInSettingsEditor([id, { order }]: Entry, [otherId, other]: Entry): number {
  return order - other.order || (id < otherId ? -1 : 1);
}

function defaultOf({ default: value }: Setting): string {
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  return isEmpty ? '' : `\`${value}\``;
}

/** What is no Markdown names settings without marks; links to settings work in the Settings editor alone. */
function descriptionOf({ description, markdownDescription }: Setting, say: Say): string {
  return markdownDescription === undefined
    ? withSettingsAsCode(say(description))
    : say(markdownDescription).replace(/`#([\w.]+)#`/g, '`$1`');
}

function valuesOf(setting: Setting, say: Say): string {
  const { type, format, minimum, maximum, enumDescriptions = [] } = setting;
  if (setting.enum !== undefined) {
    return setting.enum
      .map((value, index) => `\`${value}\`: ${withSettingsAsCode(say(enumDescriptions[index]))}`)
      .join('\n');
  }
  if (type === 'boolean') return '`true`, `false`';
  if (type === 'number') return maximum === undefined ? `${minimum} or more` : `${minimum} to ${maximum}`;
  if (type === 'array') return 'list of texts';
  return format === 'uri' ? 'address' : 'text';
}

function withSettingsAsCode(text: string): string {
  return text.replace(/\bimg2prompt\.[\w.]*\w/g, '`$&`');
}

if (import.meta.main) {
  const [readme, manifest, sentences] = ['README.md', 'package.json', 'package.nls.json'].map((file) =>
    readFileSync(file, 'utf8'),
  ) as [string, string, string];
  writeFileSync('README.md', withTables(readme, JSON.parse(manifest), JSON.parse(sentences)));
}
