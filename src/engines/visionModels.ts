import { call, type Service } from './service.ts';
import { isObject } from './serviceErrors.ts';

/** A model that a server offers; whether it takes images is undefined where the server does not say. */
export interface VisionModel {
  readonly id: string;
  readonly takesImages: boolean | undefined;
}

/**
 * The models of a chat completions server, from `GET {base}/models`; where that says nothing of images, also from LM
 * Studio's own list. Throws a PromptError when there is no such list.
 */
export async function listModels(
  service: Service,
  key: string | undefined,
  signal: AbortSignal,
): Promise<VisionModel[]> {
  const { base } = service.address;
  const models = modelsOf(await call(service, { url: `${base}/models`, key, signal }));
  if (models.some(({ takesImages }) => takesImages !== undefined)) return models;
  try {
    const known = modelsOf(
      await call(service, { url: `${base.replace(/\/v1$/, '')}/api/v0/models`, key, signal }),
    );
    return known.length > 0 ? known : models;
  } catch {
    signal.throwIfAborted();
    return models; // any other server
  }
}

function modelsOf(list: unknown): VisionModel[] {
  const entries = isObject(list) && Array.isArray(list.data) ? list.data : [];
  return entries
    .filter(isObject)
    .flatMap((entry) =>
      typeof entry.id === 'string' && entry.id !== ''
        ? [{ id: entry.id, takesImages: takesImages(entry) }]
        : [],
    );
}

/** Novita AI's `input_modalities` and `features`, OpenRouter's `architecture`, LM Studio's `type`. */
function takesImages(entry: Readonly<Record<string, unknown>>): boolean | undefined {
  const architecture = isObject(entry.architecture) ? entry.architecture : {};
  for (const modalities of [entry.input_modalities, architecture.input_modalities]) {
    if (Array.isArray(modalities)) return modalities.includes('image');
  }
  if (Array.isArray(entry.features)) return entry.features.includes('vision');
  return typeof entry.type === 'string' && 'arch' in entry ? entry.type === 'vlm' : undefined;
}
