import { isJsonObject, isPlain, type JsonObject } from './jsonObject.ts';

/** A node of ComfyUI's graph. An input is a plain value or a link, `[nodeId, slot]`. */
export interface ComfyNode {
  readonly type: string;
  readonly inputs: JsonObject;
}

/** The nodes by their ids, in the order of the file. Links may lead anywhere, round in circles too. */
export type ComfyGraph = ReadonlyMap<string, ComfyNode>;

export function isLink(value: unknown): value is readonly [nodeId: string | number, slot: unknown] {
  return (
    Array.isArray(value) && value.length === 2 && (typeof value[0] === 'string' || Number.isInteger(value[0]))
  );
}

/** The node that a link leads to; undefined where that is missing, or where the value is no link. */
export function linkedNode(graph: ComfyGraph, value: unknown): ComfyNode | undefined {
  return isLink(value) ? graph.get(String(value[0])) : undefined;
}

/** The graph as ComfyUI ran it: `{ "3": { "class_type": "KSampler", "inputs": { ... } } }`. Empty where it is none. */
export function graphOfPrompt(prompt: JsonObject): ComfyGraph {
  const graph = new Map<string, ComfyNode>();
  for (const [id, node] of Object.entries(prompt)) {
    if (!isJsonObject(node) || typeof node.class_type !== 'string' || !isJsonObject(node.inputs)) continue;
    graph.set(id, { type: node.class_type, inputs: node.inputs });
  }
  return graph;
}

/**
 * The graph as it lies on ComfyUI's canvas, where links are listed apart and the values of a node have no names. Those
 * of the nodes that matter most get theirs; of any other node only texts are kept, as `text 0` and so on.
 */
export function graphOfWorkflow({ nodes, links }: JsonObject): ComfyGraph {
  const graph = new Map<string, ComfyNode>();
  if (!Array.isArray(nodes)) return graph;
  const origins = originsOf(links);
  for (const node of nodes.filter(isJsonObject)) {
    if (typeof node.type !== 'string' || !isPlain(node.id) || node.mode === modes.muted) continue;
    const values = node.mode === modes.bypassed ? [] : namedValues(node.type, node.widgets_values);
    const inputs = Object.fromEntries([...values, ...linkedInputs(node.inputs, origins)]);
    graph.set(String(node.id), { type: node.type, inputs });
  }
  return graph;
}

/** A muted node does not run; one that is bypassed hands on what comes in. */
const modes = { muted: 2, bypassed: 4 } as const;

type Link = readonly [nodeId: string | number, slot: unknown];

/** Where each link begins. One is listed as `[id, from, slot, to, slot, type]`, in newer files as an object. */
function originsOf(links: unknown): ReadonlyMap<unknown, Link> {
  const origins = new Map<unknown, Link>();
  for (const link of Array.isArray(links) ? links : []) {
    const [id, from, slot] = isJsonObject(link)
      ? [link.id, link.origin_id, link.origin_slot]
      : Array.isArray(link)
        ? link
        : [];
    if (typeof from === 'string' || typeof from === 'number') origins.set(id, [from, slot]);
  }
  return origins;
}

function linkedInputs(inputs: unknown, origins: ReadonlyMap<unknown, Link>): (readonly [string, unknown])[] {
  return (Array.isArray(inputs) ? inputs : []).filter(isJsonObject).flatMap(({ name, link }) => {
    const origin = origins.get(link);
    return typeof name === 'string' && origin ? [[name, origin] as const] : [];
  });
}

/** The values of a node in their order; `-` is what the canvas keeps for itself. */
const valueNames: Readonly<Record<string, readonly string[]>> = {
  KSampler: ['seed', '-', 'steps', 'cfg', 'sampler_name', 'scheduler', 'denoise'],
  KSamplerAdvanced: ['-', 'noise_seed', '-', 'steps', 'cfg', 'sampler_name', 'scheduler'],
  RandomNoise: ['noise_seed'],
  KSamplerSelect: ['sampler_name'],
  BasicScheduler: ['scheduler', 'steps', 'denoise'],
  CFGGuider: ['cfg'],
  FluxGuidance: ['guidance'],
  CheckpointLoaderSimple: ['ckpt_name'],
  UNETLoader: ['unet_name'],
  LoraLoader: ['lora_name'],
  LoraLoaderModelOnly: ['lora_name'],
  EmptyLatentImage: ['width', 'height'],
  CLIPTextEncode: ['text'],
  CLIPTextEncodeFlux: ['clip_l', 't5xxl'],
  CLIPTextEncodeSDXL: ['-', '-', '-', '-', '-', '-', 'text_g', 'text_l'],
  StringConcatenate: ['string_a', 'string_b', 'delimiter'],
  PrimitiveNode: ['value'],
};

function namedValues(type: string, values: unknown): (readonly [string, unknown])[] {
  if (isJsonObject(values)) return Object.entries(values);
  if (!Array.isArray(values)) return [];
  const names = Object.hasOwn(valueNames, type) ? valueNames[type] : undefined;
  if (names)
    return names.map((name, index) => [name, values[index]] as const).filter(([name]) => name !== '-');
  return values
    .map((value, index) => [`text ${index}`, value] as const)
    .filter(([, value]) => typeof value === 'string');
}
