import type { ApiCall, PictureCall, PlainCall } from './apiCall.ts';
import { type Completion, completionBody, plainCompletion, readChat } from './chatCompletions.ts';
import type { JsonObject } from './jsonBody.ts';
import { lmstudio, type Provider, providers } from './providers.ts';

/** A chat, in which a model can also say something else than a prompt. */
export interface ChatCall extends PictureCall {
  readonly kind: 'chat';
  completionBody(completion: Completion, model: string): string;
}

export function isChatCall(call: PictureCall): call is ChatCall {
  return call.kind === 'chat';
}

function chatCall({ keyForm, models, rules, sample, reword }: Provider): ChatCall {
  const bodyOf = (completion: Completion, model: string) =>
    JSON.stringify(completionBody(completion, model, sample.chatAnswer));
  return {
    kind: 'chat',
    keyForm,
    models,
    reword,
    read: (body) => readChat(body, rules),
    completionBody: bodyOf,
    answerBody: (prompt, { model = '' }) => bodyOf(plainCompletion(prompt), model),
  };
}

/** The call that answers such a list, whose entries stand in `part` and are named by `name`, of the models there are. */
function listCall(
  { keyForm, models, reword }: Provider,
  list: JsonObject,
  part = 'data',
  name = 'id',
): PlainCall {
  const entries = list[part] as readonly JsonObject[];
  return {
    kind: 'models',
    keyForm,
    models,
    reword,
    answerBody: ({ models: chosen }) => {
      const listed = entries.filter((entry) => chosen.some(({ id }) => id === entry[name]));
      return JSON.stringify({ ...list, [part]: listed });
    },
  };
}

/** The calls of every provider by their path. */
export const providerCalls: readonly (readonly [path: string, call: ApiCall])[] = [
  ...providers.flatMap((provider): [string, ApiCall][] => [
    [`${provider.base}/chat/completions`, chatCall(provider)],
    [`${provider.base}/models`, listCall(provider, { ...provider.sample.models })],
  ]),
  ['/lmstudio/api/v0/models', listCall(lmstudio, { ...lmstudio.sample.restModels })],
  ['/lmstudio/api/v1/models', listCall(lmstudio, { ...lmstudio.sample.nativeModels }, 'models', 'key')],
];
