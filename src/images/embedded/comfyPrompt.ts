import { maxPromptLength } from '../../core/plainText.ts';
import { type ComfyGraph, type ComfyNode, isLink, linkedNode } from './comfyGraph.ts';
import { isPlain } from './jsonObject.ts';
import type { Setting, StoredPrompt } from './storedPrompt.ts';

type Found = Pick<StoredPrompt, 'prompt' | 'negativePrompt' | 'settings'>;

/** What to take for the node that made the picture; a later one only where none of the earlier has a prompt. */
const makers: readonly ((node: ComfyNode) => boolean)[] = [
  ({ type, inputs }) => /sampler/i.test(type) && ('positive' in inputs || 'guider' in inputs),
  ({ inputs }) => 'positive' in inputs,
  ({ inputs }) => 'prompt' in inputs, // one that calls somebody's service
];

/** The prompt of the first sampler that has one, as its inputs lead to it; undefined where none has. */
export function comfyPrompt(graph: ComfyGraph): Found | undefined {
  const positive = new TextWalk(graph, 'positive');
  const negative = new TextWalk(graph, 'negative');
  for (const isMaker of makers) {
    for (const maker of graph.values()) {
      if (!isMaker(maker)) continue;
      const { inputs } = linkedNode(graph, maker.inputs.guider) ?? maker;
      const prompt = positive.text(inputs.positive ?? inputs.conditioning ?? inputs.cond1 ?? inputs.prompt);
      if (prompt.trim() === '') continue;
      const negativePrompt = negative.text(inputs.negative ?? inputs.negative_prompt);
      return { prompt, negativePrompt, settings: settingsOf(graph, maker) };
    }
  }
  return undefined;
}

type Side = 'positive' | 'negative';

/** Deeper and more than the graphs of people go from a sampler to its texts. */
const maxDepth = 100;
const maxNodes = 500;
const maxInputs = 100;

/** Inputs that hold a text, or lead to one or to what was made of one. */
const textInputs = /^(?:text|string|prompt|value|caption|wildcard|t5xxl|clip_[lg]$|conditioning|cond)/i;
/** Inputs that lead to something else. */
const otherInputs = /^(?:model|clip|vae|image|pixels|latent|mask|samples|control_?net|noise|sampler|sigmas)/i;

/** Follows the links of a graph to the texts for one side of a sampler. Looks at a node once, whatever leads to it. */
class TextWalk {
  readonly #graph: ComfyGraph;
  readonly #side: Side;
  readonly #otherSide: Side;
  readonly #found = new Map<ComfyNode, string>();

  constructor(graph: ComfyGraph, side: Side) {
    this.#graph = graph;
    this.#side = side;
    this.#otherSide = side === 'positive' ? 'negative' : 'positive';
  }

  /** The text that an input holds or leads to; empty where there is none. */
  text(input: unknown, depth = 0): string {
    if (typeof input === 'string') return input.slice(0, maxPromptLength);
    const node = linkedNode(this.#graph, input);
    if (node === undefined || depth === maxDepth) return '';
    const known = this.#found.get(node);
    if (known !== undefined || this.#found.size === maxNodes) return known ?? '';
    this.#found.set(node, ''); // what a circle comes back to
    const text = this.#joined(node, depth + 1);
    this.#found.set(node, text);
    return text;
  }

  #joined(node: ComfyNode, depth: number): string {
    const parts = new Set<string>(); // encoders of two kinds as a rule get the same text
    let length = 0;
    for (const input of this.#speakingInputs(node)) {
      const part = this.text(input, depth);
      if (part.trim() === '') continue;
      parts.add(part);
      length += part.length;
      if (length > maxPromptLength) break;
    }
    const delimiter = node.inputs.delimiter ?? node.inputs.separator;
    return [...parts].join(typeof delimiter === 'string' ? delimiter : ', ').slice(0, maxPromptLength);
  }

  /** Those named for the side; else what a wildcard came to; else those with texts; else whatever may pass one on. */
  #speakingInputs({ type, inputs }: ComfyNode): unknown[] {
    if (type === 'ConditioningZeroOut') return []; // takes a text and makes nothing of it
    const all = Object.entries(inputs)
      .slice(0, maxInputs)
      .filter(([, value]) => typeof value === 'string' || isLink(value));
    const isFor = (side: Side) => (input: readonly [name: string, unknown]) =>
      input[0].toLowerCase().includes(side);
    const others = all.filter((input) => !isFor(this.#otherSide)(input));
    const choices = [
      all.filter(isFor(this.#side)),
      others.filter(([name]) => name === 'populated_text'),
      others.filter(([name]) => textInputs.test(name)),
      others.filter(([name, value]) => isLink(value) && !otherInputs.test(name)),
    ];
    return (choices.find((choice) => choice.length > 0) ?? []).map(([, value]) => value);
  }
}

const settingNames = [
  ...['seed', 'noise_seed', 'steps', 'cfg', 'guidance', 'sampler_name', 'scheduler', 'denoise'],
  ...['width', 'height', 'ckpt_name', 'unet_name', 'lora_name'],
];

/** The nodes of a sampler that was taken apart, and the one that says how large the picture is. */
const partsOfSampler = ['noise', 'guider', 'sampler', 'sigmas', 'latent_image'];

/** More models, each changing the one before, than anybody uses. */
const maxModels = 20;

function settingsOf(graph: ComfyGraph, sampler: ComfyNode): Setting[] {
  const parts = [sampler, ...partsOfSampler.map((name) => linkedNode(graph, sampler.inputs[name]))];
  const nodes = parts.filter((node) => node !== undefined);
  let model = nodes.map(({ inputs }) => linkedNode(graph, inputs.model)).find((node) => node !== undefined);
  for (let count = 0; model !== undefined && count < maxModels; count++) {
    nodes.push(model);
    model = linkedNode(graph, model.inputs.model);
  }
  return nodes.flatMap(({ inputs }) =>
    settingNames.flatMap((name): Setting[] => {
      const linked = linkedNode(graph, inputs[name])?.inputs;
      const value = linked ? (linked[name] ?? linked.value) : inputs[name];
      return isPlain(value) ? [[name, String(value)]] : [];
    }),
  );
}
