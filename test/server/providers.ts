import type { Model } from './apiCall.ts';
import type { ChatRules } from './chatCompletions.ts';
import type { Reason } from './documentedReasons.ts';
import { type ErrorDetails, NestedRefusal, type Refusal } from './refusal.ts';
import { keyForms } from './requestRules.ts';
import llamacppSample from './samples/llamacpp.json' with { type: 'json' };
import lmstudioSample from './samples/lmstudio.json' with { type: 'json' };
import novitaSample from './samples/novita.json' with { type: 'json' };
import ollamaSample from './samples/ollama.json' with { type: 'json' };
import openaiSample from './samples/openai.json' with { type: 'json' };
import openrouterSample from './samples/openrouter.json' with { type: 'json' };
import type { Sample } from './samples/sample.ts';

/** A server of chat completions and of a list of models, in the habits of one that there is. */
export interface Provider {
  /** Where its API begins: `/openai/v1`. */
  readonly base: string;
  /** One line for the page that lists the addresses. */
  readonly does: string;
  /** How the `Authorization` header of a good key looks; undefined where none is needed. */
  readonly keyForm: RegExp | undefined;
  /** How its answers look. */
  readonly sample: Sample;
  readonly models: readonly Model[];
  readonly rules: ChatRules;
  /** The refusal in this server's words. */
  reword(refusal: Refusal): Refusal;
}

/** The fields of a request that a client of ours may need, of which not every server documents every one. */
const baseFields = ['model', 'messages', 'stream', 'max_tokens', 'temperature', 'top_p'];

const strictRules: ChatRules = {
  fields: [...baseFields, 'max_completion_tokens'],
  imageUrlMayBeText: false,
  anyModel: false,
  endlessTokens: false,
};

/** Status and code of what may happen before a chat is read, as OpenAI and its kin have it. */
const nestedStatuses: Partial<Record<Reason, readonly [status: number, code: string]>> = {
  MISSING_API_KEY: [401, 'invalid_api_key'],
  INVALID_API_KEY: [401, 'invalid_api_key'],
  NOT_ENOUGH_BALANCE: [402, 'insufficient_quota'],
  MODEL_NOT_FOUND: [404, 'model_not_found'],
};

/** How a server says that it has no such model; `$1` in the words is the model. */
interface NoSuchModel {
  readonly status: number;
  readonly words: string;
}

/** Words every refusal as a nested error; `details` gives its fields beside the message. */
function nested(
  details: (status: number, code: string) => ErrorDetails,
  noSuchModel?: NoSuchModel,
): Provider['reword'] {
  return ({ status, reason, message }) => {
    const known = Object.hasOwn(nestedStatuses, reason) ? nestedStatuses[reason as Reason] : undefined;
    const [usualStatus, code] = known ?? [status, reason.toLowerCase()];
    const own = reason === 'MODEL_NOT_FOUND' ? noSuchModel : undefined;
    const nestedStatus = own?.status ?? usualStatus;
    const words = own ? message.replace(/^model: (.*) not found$/, own.words) : message;
    return new NestedRefusal(nestedStatus, words, details(nestedStatus, code));
  };
}

const openaiErrors = nested((_, code) => ({ type: 'invalid_request_error', code }));

/** What is listed is the document's; which models take images is ours. */
function modelsOf({ models, modelsTakingImages }: Sample): Model[] {
  return models.data.map((listed) => ({
    id: listed.id,
    takesImages: modelsTakingImages.includes(listed.id),
    listed,
  }));
}

function provider(sample: Sample, habits: Omit<Provider, 'sample' | 'models'>): Provider {
  return { sample, models: modelsOf(sample), ...habits };
}

export const lmstudio = provider(lmstudioSample, {
  base: '/lmstudio/v1',
  does: 'LM Studio: keyless; what takes images, its lists /lmstudio/api/v1/models and /lmstudio/api/v0/models tell',
  keyForm: undefined,
  rules: { ...strictRules, fields: baseFields, endlessTokens: true },
  reword: openaiErrors,
});

export const providers: readonly Provider[] = [
  provider(novitaSample, {
    base: '/openai/v1',
    does: 'Novita AI: input_modalities and features tell what takes images',
    keyForm: keyForms.novita,
    rules: strictRules,
    reword: (refusal) => refusal,
  }),
  provider(openrouterSample, {
    base: '/openrouter/api/v1',
    does: 'OpenRouter: architecture.input_modalities tells what takes images',
    keyForm: keyForms.others,
    rules: strictRules,
    reword: nested((status) => ({ code: status }), { status: 400, words: '$1 is not a valid model ID' }),
  }),
  lmstudio,
  provider(ollamaSample, {
    base: '/ollama/v1',
    does: 'Ollama: keyless, a list that does not tell what takes images',
    keyForm: undefined,
    rules: { ...strictRules, fields: baseFields, imageUrlMayBeText: true },
    reword: nested(
      (status) => ({
        type: status === 404 ? 'not_found_error' : 'invalid_request_error',
        param: null,
        code: null,
      }),
      { status: 404, words: 'model "$1" not found, try pulling it first' },
    ),
  }),
  provider(openaiSample, {
    base: '/plain/v1',
    does: 'as OpenAI, which does not tell what takes images; without "object" in its list',
    keyForm: keyForms.others,
    rules: strictRules,
    reword: openaiErrors,
  }),
  provider(llamacppSample, {
    base: '/llamacpp/v1',
    does: 'llama.cpp: keyless, one model, which answers whatever model is asked for',
    keyForm: undefined,
    rules: { ...strictRules, anyModel: true },
    reword: nested((status) => ({ code: status, type: 'invalid_request_error' })),
  }),
];
