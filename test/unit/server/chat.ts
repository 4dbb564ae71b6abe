import { blue } from './pictures.ts';

export const chatPath = '/openai/v1/chat/completions';
export const seeingModel = 'qwen/qwen3-vl-8b-instruct';

export const blueUrl = `data:image/png;base64,${blue.toString('base64')}`;

type Fields = Record<string, unknown>;

export const imagePart = (url: unknown = blueUrl): Fields => ({
  type: 'image_url',
  image_url: { url, detail: 'high' },
});

export const textPart = (text: unknown = 'Describe it.'): Fields => ({ type: 'text', text });

/** A good body, but for the fields given; undefined takes one away. */
export function chatBody(fields: Fields = {}): string {
  const messages = [{ role: 'user', content: [imagePart(), textPart()] }];
  return JSON.stringify({ model: seeingModel, messages, ...fields });
}

/** A good body, but for the parts of its message. */
export function chatWithParts(...content: unknown[]): string {
  return chatBody({ messages: [{ role: 'user', content }] });
}
