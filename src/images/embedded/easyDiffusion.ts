import type { ImageTexts } from './imageTexts.ts';
import { firstString, type JsonObject, settingsOf } from './jsonObject.ts';
import type { StoredPrompt } from './storedPrompt.ts';

const promptNames = ['prompt', 'Prompt'];
const negativeNames = ['negative_prompt', 'Negative Prompt'];
const modelNames = ['use_stable_diffusion_model', 'Stable Diffusion model'];

/** What it writes, each by its name in JSON and by the label that it has where people chose text. */
const names = [
  ...promptNames,
  ...negativeNames,
  ...['seed', 'Seed', ...modelNames, 'clip_skip', 'Clip Skip', 'use_vae_model', 'VAE model'],
  ...['sampler_name', 'Sampler', 'width', 'Width', 'height', 'Height', 'num_inference_steps', 'Steps'],
  ...[
    'guidance_scale',
    'Guidance Scale',
    'prompt_strength',
    'Prompt Strength',
    'use_lora_model',
    'LoRA model',
  ],
  ...['lora_alpha', 'LoRA Strength', 'tiling', 'Seamless Tiling', 'use_upscale', 'Use Upscaling'],
];

/** Easy Diffusion writes a PNG text for each of its settings, and into a JPEG or WebP JSON of all. */
export function easyDiffusion(texts: ImageTexts): StoredPrompt | undefined {
  const comment = texts.object('UserComment');
  const isIn = (object: JsonObject) => modelNames.some((name) => name in object);
  if (comment && isIn(comment)) return promptIn(comment, texts.get('UserComment') ?? '');
  const written = textsByName(texts);
  if (!negativeNames.some((name) => name in written)) return undefined;
  return promptIn(written, texts.lines(names));
}

function textsByName(texts: ImageTexts): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = texts.get(name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

function promptIn(written: JsonObject, raw: string): StoredPrompt {
  return {
    generator: 'Easy Diffusion',
    prompt: firstString(written, promptNames),
    negativePrompt: firstString(written, negativeNames),
    settings: settingsOf(written, [...promptNames, ...negativeNames]),
    raw,
  };
}
