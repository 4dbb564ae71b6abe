import { maxPromptLength } from '../../core/plainText.ts';
import type { ImageTexts } from './imageTexts.ts';
import { isJsonObject, type JsonObject, settingsOf, stringOf } from './jsonObject.ts';
import type { Setting, StoredPrompt } from './storedPrompt.ts';

/** InvokeAI has had three ways of writing: JSON, other JSON, and a line for its command. */
export function invokeAi(texts: ImageTexts): StoredPrompt | undefined {
  return fromMetadata(texts) ?? fromFirstMetadata(texts) ?? fromCommand(texts);
}

const generator = 'InvokeAI';

function fromMetadata(texts: ImageTexts): StoredPrompt | undefined {
  const name = 'invokeai_metadata';
  const metadata = texts.object(name);
  if (metadata === undefined) return undefined;
  return {
    generator,
    prompt: stringOf(metadata.positive_prompt),
    negativePrompt: stringOf(metadata.negative_prompt),
    settings: [...settingsOf(metadata, ['positive_prompt', 'negative_prompt']), ...modelOf(metadata)],
    raw: texts.get(name) ?? '',
  };
}

function modelOf({ model }: JsonObject): Setting[] {
  return isJsonObject(model) ? [['model', stringOf(model.name) || stringOf(model.model_name)]] : [];
}

/** The prompt is here a text or several with weights, and what is in brackets is the negative one. */
function fromFirstMetadata(texts: ImageTexts): StoredPrompt | undefined {
  const name = 'sd-metadata';
  const metadata = texts.object(name);
  const image = metadata?.image;
  if (metadata === undefined || !isJsonObject(image)) return undefined;
  const parts = Array.isArray(image.prompt) ? image.prompt : [image.prompt];
  const prompt = parts.map((part) => stringOf(isJsonObject(part) ? part.prompt : part)).join(', ');
  return {
    generator,
    ...splitAtBrackets(prompt),
    settings: [...settingsOf(image, ['prompt']), ...settingsOf(metadata)],
    raw: texts.get(name) ?? '',
  };
}

const commandOptions: Readonly<Record<string, string>> = {
  s: 'steps',
  S: 'seed',
  W: 'width',
  H: 'height',
  C: 'cfg_scale',
  A: 'sampler',
};

/** Longer than a command with all of its options, in UTF-16 units. */
const maxOptionsLength = 5000;

/** `"a castle [blurry]" -s 50 -S 42 -A k_lms` */
function fromCommand(texts: ImageTexts): StoredPrompt | undefined {
  const command = texts.get('Dream');
  const endOfPrompt = command?.lastIndexOf('"') ?? -1;
  if (command === undefined || !command.startsWith('"') || endOfPrompt < 1) return undefined;
  const written = command.slice(endOfPrompt + 1, endOfPrompt + maxOptionsLength);
  const options = written.matchAll(/-([a-z])\s{0,9}([^\s-]\S{0,99})/gi);
  return {
    generator,
    ...splitAtBrackets(command.slice(1, endOfPrompt)),
    settings: [...options].flatMap(([, option = '', value = '']): Setting[] => {
      const name = commandOptions[option];
      return name === undefined ? [] : [[name, value]];
    }),
    raw: command,
  };
}

function splitAtBrackets(whole: string): Pick<StoredPrompt, 'prompt' | 'negativePrompt'> {
  const text = whole.slice(0, 2 * maxPromptLength); // both prompts, and no more brackets than people write
  const brackets = /\[([^[\]]*)\]/g;
  return {
    prompt: text.replace(brackets, ''),
    negativePrompt: [...text.matchAll(brackets)].map(([, inside]) => inside).join(', '),
  };
}
