import type { Fault } from './fault.ts';
import { providers } from './providers.ts';
import { refusedKeys, revokedAfterOnePrefix } from './requestRules.ts';

/** The header, on every answer, by which a reader of a network log knows what answered. */
export const standInHeader = [
  'x-stand-in',
  'contract server of img2prompt; no image model behind it',
] as const;

/** When faults come, in words, in the order of the page. */
const stages: readonly { readonly stage: Fault['stage']; readonly words: string }[] = [
  { stage: 'image', words: 'In place of the prompt, when key and image are good' },
  { stage: 'chat', words: 'In what a chat answers, when key and image are good' },
  { stage: 'models', words: 'In the models that there are, for the list and for chats' },
  { stage: 'pace', words: 'In how any good answer goes out' },
  { stage: 'body', words: 'Whatever key and body' },
  { stage: 'headers', words: 'As soon as the headers are there' },
];

/** One aligned line a row. */
function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([first]) => first.length)) + 2;
  return rows.map(([first, second]) => `  ${first.padEnd(width)}${second}`).join('\n');
}

/** The page at `/`: what this server is, its addresses, its keys and its faults. */
export function standInPage(url: string, faults: readonly Fault[]): string {
  const addresses = table([
    [url, 'as the services do it'],
    [`${url}/keyless`, 'the same without a key, as a server of your own may run it'],
    [`${url}/fault/NAME`, 'goes wrong in the way of that name'],
    [`${url}/fault/NAME/keyless`, 'the same without a key'],
  ]);
  const calls = table([
    ['POST /v3/img2prompt', "Novita AI's Image to Prompt"],
    ['GET /openapi/v1/billing/balance/detail', "Novita AI's balance"],
    ...providers.map(({ base, does }) => [base, does] as const),
  ]);
  const keys = table([
    ...refusedKeys.map(({ prefix, reason }) => [`${prefix}...`, `refused: ${reason}`] as const),
    [`${revokedAfterOnePrefix}...`, 'good for one picture, then refused: INVALID_API_KEY'],
    ['sk_...', 'good'],
    ['sk-...', 'good, but not for Novita AI'],
    ['anything else', 'refused: INVALID_API_KEY'],
  ]);
  const faultTables = stages.map(({ stage, words }) => {
    const rows = faults.filter((fault) => fault.stage === stage);
    return `${words}:\n${table(rows.map(({ name, does }) => [name, does]))}`;
  });
  return `A stand-in for services that turn a picture into a prompt, for trying and testing the extension img2prompt.
There is no image model behind it: its prompts tell size and colours of the picture it received, and the rest of them
is stock phrases. It is not affiliated with any of those services. Pictures stay on this machine.

It answers POST {address}/v3/img2prompt with the headers "Content-Type: application/json" and
"Authorization: Bearer KEY" and the body {"image_file": "<bare base64>"}: PNG or JPEG, at most 30,000,000 bytes, at
most 2048 pixels on the longer side. Under several more paths it answers POST .../chat/completions, with such a picture
as a data: URL and a text, and GET .../models.

ADDRESSES
${addresses}

CALLS, BEHIND AN ADDRESS
${calls}

KEYS
${keys}

FAULTS
${faultTables.join('\n\n')}
`;
}
