import { type ComfyGraph, graphOfPrompt, graphOfWorkflow } from './comfyGraph.ts';
import { comfyPrompt } from './comfyPrompt.ts';
import type { ImageTexts } from './imageTexts.ts';
import { isJsonObject, type JsonObject, parseJsonObject, stringOf } from './jsonObject.ts';
import type { StoredPrompt } from './storedPrompt.ts';

/**
 * ComfyUI writes two graphs: the `prompt` that it ran, and the `workflow` as it lies on the canvas, which is asked only
 * where the first is missing. Nodes of others put one or both into a comment instead.
 */
export function comfyUi(texts: ImageTexts): StoredPrompt | undefined {
  for (const [name, graph] of graphsIn(texts)) {
    const found = comfyPrompt(graph);
    if (found !== undefined) return { generator: 'ComfyUI', ...found, raw: texts.get(name) ?? '' };
  }
  return undefined;
}

const comments = ['UserComment', 'Comment', 'ImageDescription'];

function* graphsIn(texts: ImageTexts): Generator<readonly [name: string, ComfyGraph]> {
  const written = ['prompt', ...comments, 'workflow'].map((name) => [name, texts.object(name)] as const);
  for (const [name, object] of written) {
    if (object === undefined) continue;
    yield [name, graphOfPrompt(objectOf(object.prompt) ?? object)];
  }
  for (const [name, object] of written) {
    if (object === undefined) continue;
    yield [name, graphOfWorkflow(objectOf(object.workflow) ?? object)];
  }
}

/** An object, or one that was written into a string. */
function objectOf(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : parseJsonObject(stringOf(value));
}
