import type { JsonObject } from '../jsonBody.ts';

interface ModelList {
  readonly data: readonly (JsonObject & { readonly id: string })[];
}

interface ChatAnswer {
  readonly choices: readonly [JsonObject & { readonly message: JsonObject }] | readonly JsonObject[];
}

/** What a file of this folder holds: the README tells. */
export interface Sample {
  readonly sources: readonly string[];
  readonly models: ModelList;
  readonly restModels?: ModelList;
  readonly nativeModels?: { readonly models: readonly (JsonObject & { readonly key: string })[] };
  readonly modelsTakingImages: readonly string[];
  readonly chatRequest: JsonObject;
  readonly chatRequestByCurl?: JsonObject;
  readonly chatAnswer: ChatAnswer;
}
