import type { ImageTexts } from './imageTexts.ts';
import type { Setting, StoredPrompt } from './storedPrompt.ts';

/**
 * Automatic1111's web UI and the many that write as it does: the prompt, a line `Negative prompt:` and what follows it,
 * a last line of settings. Stands in a PNG as `parameters`, elsewhere where there may as well be somebody's caption.
 */
export function automatic1111(texts: ImageTexts): StoredPrompt | undefined {
  for (const name of ['parameters', 'UserComment', 'ImageDescription', 'Comment']) {
    const text = texts.get(name);
    if (text === undefined || text.length > maxLength || isJson(text)) continue;
    const found = parametersIn(text);
    if (name !== 'parameters' && isCaption(found)) continue;
    return { generator: writerOf(found.settings), ...found, raw: text };
  }
  return undefined;
}

/** In UTF-16 units; longer than anybody's prompts and settings. */
const maxLength = 250_000;

/** Which is another program's. A prompt may begin with brackets too. */
function isJson(text: string): boolean {
  return /^\s*[{[]\s*["{]/.test(text);
}

type Parameters = Omit<StoredPrompt, 'generator' | 'raw'>;

function isCaption({ negativePrompt, settings }: Parameters): boolean {
  return negativePrompt === undefined && !settings.some(([name]) => name === 'Steps');
}

function parametersIn(text: string): Parameters {
  const lines = `\n${text.replace(/\r\n?/g, '\n').trim()}`;
  const settingsStart = startOfSettings(lines);
  const prompts = lines.slice(0, settingsStart);
  const negativeStart = prompts.indexOf(negativeLabel);
  return {
    prompt: prompts.slice(0, negativeStart === -1 ? undefined : negativeStart).trim(),
    negativePrompt:
      negativeStart === -1 ? undefined : prompts.slice(negativeStart + negativeLabel.length).trim(),
    settings: settingsIn(lineAt(lines, settingsStart)),
  };
}

const negativeLabel = '\nNegative prompt:';

/** Fewer are a line of a prompt that has a colon in it. */
const fewestSettings = 3;

/** Some extensions write more lines after the settings, which begin with the steps where there are any. */
function startOfSettings(lines: string): number {
  const starts = [lines.lastIndexOf('\nSteps: '), lines.lastIndexOf('\n')];
  const isOfSettings = (start: number) => settingsIn(lineAt(lines, start)).length >= fewestSettings;
  return starts.find((start) => start !== -1 && isOfSettings(start)) ?? lines.length;
}

/** The line that begins after the line break at `start`. */
function lineAt(lines: string, start: number): string {
  const end = lines.indexOf('\n', start + 1);
  return lines.slice(start + 1, end === -1 ? undefined : end);
}

/** A name, a colon, a value, which is in quotes where it holds a comma; `y` keeps it from looking further along. */
const setting = /\s{0,9}(\w[\w \-/]{1,99}):\s{0,9}(?:"((?:\\.|[^\\"])*)"|([^,]*))(?:,|$)/y;

/** `Steps: 20, Sampler: Euler a, Lora hashes: "one: 1, two: 2"` */
function settingsIn(line: string): Setting[] {
  const settings: Setting[] = [];
  let at = 0;
  while (at < line.length) {
    setting.lastIndex = at;
    const match = setting.exec(line);
    if (match === null) {
      const comma = line.indexOf(',', at);
      at = comma === -1 ? line.length : comma + 1;
      continue;
    }
    const [all, name = '', quoted, bare = ''] = match;
    settings.push([name.trim(), quoted === undefined ? bare.trim() : unquoted(quoted)]);
    at += all.length;
  }
  return settings;
}

/** Quotes and what they escape are those of JSON. */
function unquoted(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

/** Which of the programs that write so, by a setting that only it writes. */
const writers: readonly (readonly [setting: string, value: RegExp, generator: string])[] = [
  ['App', /^SD\.Next/, 'SD.Next'],
  ['Version', /^Fooocus/, 'Fooocus'],
  ['Version', /^ComfyUI/, 'ComfyUI'],
  ['Version', /^(?:f\d|neo)/, 'Forge'],
  ['Civitai resources', /./, 'Civitai'],
];

function writerOf(settings: readonly Setting[]): string {
  const isThere = (wanted: string, value: RegExp) =>
    settings.some(([name, found]) => name === wanted && value.test(found));
  return writers.find(([name, value]) => isThere(name, value))?.[2] ?? 'Automatic1111';
}
