import type { Model, PictureRequest } from './apiCall.ts';
import { refuse } from './documentedReasons.ts';
import { isJsonObject, type JsonObject, readJsonObject } from './jsonBody.ts';
import { decodeBase64, decodePicture, mediaTypeOf } from './receivedImage.ts';
import { NestedRefusal, Refusal } from './refusal.ts';
import type { Sample } from './samples/sample.ts';

/** In what the servers of the protocol differ about a request. */
export interface ChatRules {
  /** The top-level fields that its documents name, of those that make sense here. */
  readonly fields: readonly string[];
  /** Whether `image_url` may be the address itself, in place of an object with `url`. */
  readonly imageUrlMayBeText: boolean;
  /** Whether the server answers with the one model it has, whichever is asked for, or none. */
  readonly anyModel: boolean;
  /** Whether a `max_tokens` of -1 means no limit. */
  readonly endlessTokens: boolean;
}

/** The message that a model answers with, and why it stopped. */
export interface Completion {
  readonly message: JsonObject;
  readonly finishReason: 'stop' | 'length' | 'content_filter';
}

/** What a model says when all is well. */
export function plainCompletion(content: string): Completion {
  return { message: { content }, finishReason: 'stop' };
}

/** The body of a good answer to a chat, in the form of the sample. */
export function completionBody(
  { message, finishReason }: Completion,
  model: string,
  sample: Sample['chatAnswer'],
): JsonObject {
  const [choice] = sample.choices;
  return {
    ...sample,
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [
      { ...choice, message: { ...(choice?.message as JsonObject), ...message }, finish_reason: finishReason },
    ],
  };
}

function invalid(message: string): NestedRefusal {
  return new NestedRefusal(400, message, { type: 'invalid_request_error', code: 'invalid_request_body' });
}

/** The chat in a request body, with exactly one picture in it, or why the body is refused. */
export function readChat(body: Buffer, rules: ChatRules): PictureRequest | Refusal {
  const json = readJsonObject(body);
  if (json instanceof Refusal) return invalid(json.message);
  const { fields } = json;
  const unknown = Object.keys(fields).find((name) => !rules.fields.includes(name));
  if (unknown !== undefined) return invalid(`the field ${unknown} is not documented`);
  const flaw = valueRules.find(([name, allows]) => name in fields && !allows(fields[name], rules));
  if (flaw) return invalid(`${flaw[0]} ${flaw[2]}`);
  const { model = rules.anyModel ? '' : undefined, messages } = fields;
  if (typeof model !== 'string') return invalid('model is required and must be a string');
  if (!Array.isArray(messages) || messages.length === 0) {
    return invalid('messages is required and must be a list that is not empty');
  }
  const said = readMessages(messages, rules);
  if (said instanceof Refusal) return said;
  return {
    imageBytes: said.imageBytes,
    instruction: said.texts.join('\n\n'),
    model,
    accept: (models) => modelRefusal(models, model, rules) ?? decodePicture(said.imageBytes),
  };
}

type ValueRule = readonly [
  field: string,
  allows: (value: unknown, rules: ChatRules) => boolean,
  message: string,
];

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) > 0;
const isBetween = (least: number, most: number) => (value: unknown) =>
  typeof value === 'number' && value >= least && value <= most;

const valueRules: readonly ValueRule[] = [
  ['stream', (value) => value === false, 'must be false: this server does not stream'],
  [
    'max_tokens',
    (value, { endlessTokens }) => isCount(value) || (endlessTokens && value === -1),
    'must be a whole number above 0',
  ],
  ['max_completion_tokens', isCount, 'must be a whole number above 0'],
  ['temperature', isBetween(0, 2), 'must be a number from 0 to 2'],
  ['top_p', isBetween(0, 1), 'must be a number from 0 to 1'],
];

interface Said {
  readonly texts: string[];
  readonly imageBytes: Buffer;
}

function readMessages(messages: readonly unknown[], rules: ChatRules): Said | Refusal {
  const texts: string[] = [];
  const images: Buffer[] = [];
  for (const message of messages) {
    if (!isJsonObject(message)) return invalid('a message must be an object');
    const { role, content } = message;
    const unknown = Object.keys(message).find((name) => !['role', 'content', 'name'].includes(name));
    if (unknown !== undefined) return invalid(`the field ${unknown} of a message is not documented`);
    if (role !== 'system' && role !== 'user' && role !== 'assistant') {
      return invalid('the role of a message must be system, user or assistant');
    }
    if (typeof content === 'string') {
      if (role === 'system') texts.unshift(content);
      else if (role === 'user') texts.push(content);
      continue;
    }
    if (!Array.isArray(content) || content.length === 0) {
      return invalid('the content of a message must be a string or a list of parts');
    }
    for (const part of content) {
      const read = readPart(part, rules);
      if (read instanceof Refusal) return read;
      if (typeof read === 'string') {
        if (role === 'system') texts.unshift(read);
        else if (role === 'user') texts.push(read);
      } else if (role === 'user') images.push(read);
      else return invalid('only a message of the user may hold an image');
    }
    if (role === 'user' && images.length > 0 && !content.some((part) => part.type === 'text')) {
      return invalid('a message with an image needs a text part too');
    }
  }
  const [imageBytes, ...others] = images;
  if (imageBytes === undefined || others.length > 0) {
    return invalid(`exactly one image_url part is needed, not ${images.length}`);
  }
  return { texts, imageBytes };
}

/** The text of a text part, the bytes of an image part, or what is wrong with the part. */
function readPart(part: unknown, rules: ChatRules): string | Buffer | Refusal {
  if (!isJsonObject(part)) return invalid('a part of the content must be an object');
  if (part.type === 'text') {
    if (typeof part.text !== 'string' || part.text.trim() === '') {
      return invalid('a text part needs text that is not empty');
    }
    return onlyFields(part, ['type', 'text']) ?? part.text;
  }
  if (part.type !== 'image_url') return invalid('the type of a part must be text or image_url');
  const flaw = onlyFields(part, ['type', 'image_url']);
  if (flaw) return flaw;
  if (typeof part.image_url === 'string' && rules.imageUrlMayBeText) return readDataUrl(part.image_url);
  if (!isJsonObject(part.image_url)) return invalid('image_url must be an object with url');
  const { url, detail = 'auto' } = part.image_url;
  if (!['auto', 'low', 'high'].includes(String(detail))) {
    return invalid('detail must be auto, low or high');
  }
  return onlyFields(part.image_url, ['url', 'detail']) ?? readDataUrl(url);
}

function onlyFields(part: JsonObject, names: readonly string[]): Refusal | undefined {
  const unknown = Object.keys(part).find((name) => !names.includes(name));
  return unknown === undefined ? undefined : invalid(`the field ${unknown} of a part is not documented`);
}

function readDataUrl(url: unknown): Buffer | Refusal {
  const parts =
    typeof url === 'string' ? /^data:(image\/(?:png|jpeg));base64,(?<base64>.*)$/s.exec(url) : null;
  if (!parts?.groups) {
    return invalid('the url of an image must begin with data:image/png;base64, or data:image/jpeg;base64,');
  }
  const bytes = decodeBase64(parts.groups.base64 ?? '');
  if (typeof bytes === 'string') return invalid(`the data of the image ${bytes}`);
  const mediaType = mediaTypeOf(bytes);
  // Bytes of neither format are for the decoder to refuse.
  if (mediaType !== undefined && mediaType !== parts[1]) {
    return invalid(`the url calls the image ${parts[1]}, its bytes are ${mediaType}`);
  }
  return bytes;
}

function modelRefusal(models: readonly Model[], asked: string, rules: ChatRules): Refusal | undefined {
  // Ollama's names may leave out the tag "latest".
  const model = models.find(({ id }) => rules.anyModel || id === asked || id === `${asked}:latest`);
  if (!model) return refuse('MODEL_NOT_FOUND', `model: ${asked} not found`);
  return model.takesImages ? undefined : invalid(`the model ${model.id} does not take images`);
}
