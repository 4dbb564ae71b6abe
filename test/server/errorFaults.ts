import type { CallKind } from './apiCall.ts';
import { documentedReasons, type Reason, refuse } from './documentedReasons.ts';
import type { Fault } from './fault.ts';
import { gatewayPage, htmlType } from './gatewayPage.ts';
import { NestedRefusal, Refusal } from './refusal.ts';

const callsWithPicture: readonly CallKind[] = ['img2prompt', 'chat'];

/** Reasons that a list of models or an account has no cause to give. */
const reasonsOfUse: readonly string[] = [
  'BILLING_BALANCE_NOT_ENOUGH',
  'NOT_ENOUGH_BALANCE',
  'MODEL_NOT_FOUND',
  'RATE_LIMIT_EXCEEDED',
  'TOKEN_LIMIT_EXCEEDED',
];

const flatErrors = Object.entries(documentedReasons).map(([name, { status, ofAnImage }]): Fault => {
  const does = `status ${status} with this reason`;
  const refusal = refuse(name as Reason);
  if (ofAnImage) return { name, does, stage: 'image', answer: ({ sendRefusal }) => sendRefusal(refusal) };
  return {
    name,
    does,
    stage: 'body',
    ...(reasonsOfUse.includes(name) ? { only: callsWithPicture } : {}),
    answer: ({ sendRefusal }) => sendRefusal(refusal),
  };
});

const nestedRefusals: readonly NestedRefusal[] = [
  nested(401, 'Incorrect API key provided.', 'invalid_request_error', 'invalid_api_key'),
  nested(402, 'Insufficient balance.', 'insufficient_quota', 'insufficient_quota'),
  nested(404, 'The model does not exist.', 'invalid_request_error', 'model_not_found'),
  nested(429, 'Rate limit reached.', 'rate_limit_error', 'rate_limit_exceeded'),
  nested(500, 'The server had an error.', 'server_error', null),
  nested(503, 'The server is overloaded.', 'server_error', null),
];

function nested(status: number, message: string, type: string, code: string | null): NestedRefusal {
  return new NestedRefusal(status, message, { type, code });
}

const nestedErrors = nestedRefusals.map(
  (refusal): Fault => ({
    name: `nested-${refusal.status}`,
    does: `status ${refusal.status} with an error nested as OpenAI does it`,
    stage: 'body',
    ...(refusal.status === 401 ? {} : { only: callsWithPicture }),
    answer: ({ sendRefusal }) => sendRefusal(refusal),
  }),
);

const bareErrors = [401, 403, 404, 410, 429, 500, 502].map(
  (status): Fault => ({
    name: `bare-${status}`,
    does: `status ${status} with a page of HTML, no JSON`,
    stage: 'body',
    answer: ({ response }) => {
      response.writeHead(status, htmlType).end(gatewayPage(`${status} from a gateway`));
    },
  }),
);

const partialErrors: readonly Fault[] = [
  {
    name: 'retired',
    does: 'img2prompt alone is gone: API_NOT_FOUND; the rest is as ever',
    stage: 'body',
    only: ['img2prompt'],
    answer: ({ sendRefusal }) => sendRefusal(refuse('API_NOT_FOUND')),
  },
  {
    name: 'retired-410',
    does: 'img2prompt alone is gone: status 410; the rest is as ever',
    stage: 'body',
    only: ['img2prompt'],
    answer: ({ sendRefusal }) => sendRefusal(new Refusal(410, 'GONE', 'this api was retired')),
  },
  {
    name: 'balance-forbidden',
    does: 'the balance alone is refused: ACCESS_DENY',
    stage: 'body',
    only: ['balance'],
    answer: ({ sendRefusal }) => sendRefusal(refuse('ACCESS_DENY')),
  },
  {
    name: 'echo-key',
    does: 'a good key is INVALID_API_KEY, with a message that repeats it and the first 500 characters of the image',
    stage: 'image',
    answer: ({ received, sendRefusal }) => {
      const image = received.imageBytes?.toString('base64').slice(0, 500) ?? '';
      sendRefusal(
        refuse('INVALID_API_KEY', `refused: ${received.headers.authorization ?? 'no key'} ${image}`),
      );
    },
  },
];

/** Errors that a service states, in the forms that there are. */
export const errorFaults: readonly Fault[] = [
  ...flatErrors,
  ...nestedErrors,
  ...bareErrors,
  ...partialErrors,
];
