import { call, type Service } from './service.ts';
import { isObject } from './serviceErrors.ts';

/** A model that a server offers; whether it takes images is undefined where the server does not say. */
export interface VisionModel {
  readonly id: string;
  readonly takesImages: boolean | undefined;
}

/** LM Studio's own lists, which tell what takes images: the one since its version 0.4, and the one before. */
const listsOfLmStudio = ['/api/v1/models', '/api/v0/models'];

/**
 * The models of a chat completions server, from `GET {base}/models`; where that says nothing of images, from LM
 * Studio's own lists. Throws a PromptError when there is no such list.
 */
export async function listModels(
  service: Service,
  key: string | undefined,
  signal: AbortSignal,
): Promise<VisionModel[]> {
  const { base } = service.address;
  const models = modelsOf(await call(service, { url: `${base}/models`, key, signal }));
  if (tells(models)) return models;
  for (const path of listsOfLmStudio) {
    try {
      const url = base.replace(/\/v1$/, '') + path;
      const known = modelsOf(await call(service, { url, key, signal }));
      if (tells(known)) return known;
    } catch {
      signal.throwIfAborted(); // any other server
    }
  }
  return models;
}

const tells = (models: readonly VisionModel[]) => models.some(({ takesImages }) => takesImages !== undefined);

/** In `data` and by `id`; LM Studio has `models` and `key`. */
function modelsOf(list: unknown): VisionModel[] {
  const { data, models } = isObject(list) ? list : {};
  const entries: readonly unknown[] = [data, models].find((entries) => Array.isArray(entries)) ?? [];
  return entries.filter(isObject).flatMap((entry) => {
    const id = entry.id ?? entry.key;
    return typeof id === 'string' && id !== '' ? [{ id, takesImages: takesImages(entry) }] : [];
  });
}

/** Novita AI's `input_modalities` and `features`, OpenRouter's `architecture`, LM Studio's `capabilities` and `type`. */
function takesImages(entry: Readonly<Record<string, unknown>>): boolean | undefined {
  const architecture = isObject(entry.architecture) ? entry.architecture : {};
  for (const modalities of [entry.input_modalities, architecture.input_modalities]) {
    if (Array.isArray(modalities)) return modalities.includes('image');
  }
  if (Array.isArray(entry.features)) return entry.features.includes('vision');
  if (isObject(entry.capabilities) && typeof entry.capabilities.vision === 'boolean') {
    return entry.capabilities.vision;
  }
  if (entry.type === 'embedding') return false; // which have no capabilities
  return typeof entry.type === 'string' && 'arch' in entry ? entry.type === 'vlm' : undefined;
}
