import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { storedPrompt } from '../../../../src/images/embedded/storedPrompt.ts';
import { exifTags, makeExif } from '../../../images/makeExif.ts';
import { pngWithTexts } from '../../../images/makePngText.ts';
import { webpChunk, webpOf, webpPixels } from '../../../images/makeWebp.ts';

type Inputs = Readonly<Record<string, unknown>>;
type Node = { readonly class_type: string; readonly inputs: Inputs };

const node = (type: string, inputs: Inputs): Node => ({ class_type: type, inputs });
const encode = (text: unknown) => node('CLIPTextEncode', { text, clip: ['4', 1] });
const sampler = node('KSampler', { positive: ['6', 0], negative: ['7', 0], model: ['4', 0] });

const castle: Readonly<Record<string, Node>> = { 3: sampler, 6: encode('a castle'), 7: encode('blurry') };

const foundIn = (prompt: Readonly<Record<string, Node>>) =>
  storedPrompt(pngWithTexts({ prompt: JSON.stringify(prompt) }));

describe('A prompt in a graph of ComfyUI', () => {
  const graphs: [
    behaviour: string,
    graph: Record<string, Node>,
    prompt: string,
    negative?: string | undefined,
  ][] = [
    ['is what the encoders of a sampler encode', castle, 'a castle', 'blurry'],
    [
      'is found by links whose ids are numbers',
      { ...castle, 3: node('KSampler', { positive: [6, 0], negative: [7, 0] }) },
      'a castle',
      'blurry',
    ],
    [
      'is found by the advanced sampler',
      { ...castle, 3: node('KSamplerAdvanced', sampler.inputs) },
      'a castle',
      'blurry',
    ],
    [
      'is found by a custom sampler',
      { ...castle, 3: node('SamplerCustom', sampler.inputs) },
      'a castle',
      'blurry',
    ],
    [
      'is found by a guider with both sides',
      {
        ...castle,
        3: node('SamplerCustomAdvanced', { guider: ['8', 0] }),
        8: node('CFGGuider', sampler.inputs),
      },
      'a castle',
      'blurry',
    ],
    [
      'is found by a guider with one side, and there is no negative one',
      {
        6: encode('a castle'),
        3: node('SamplerCustomAdvanced', { guider: ['8', 0] }),
        8: node('BasicGuider', { conditioning: ['9', 0] }),
        9: node('FluxGuidance', { guidance: 3.5, conditioning: ['6', 0] }),
      },
      'a castle',
    ],
    [
      'has no negative one where the conditioning is made zero',
      { ...castle, 7: node('ConditioningZeroOut', { conditioning: ['6', 0] }) },
      'a castle',
    ],
    [
      'may be another node’s text',
      { ...castle, 6: encode(['9', 0]), 9: node('PrimitiveString', { value: 'a castle' }) },
      'a castle',
      'blurry',
    ],
    [
      'may be put together from texts',
      {
        ...castle,
        6: encode(['9', 0]),
        9: node('StringConcatenate', { string_a: ['10', 0], string_b: 'by the sea', delimiter: ' ' }),
        10: node('String Literal', { string: 'a castle' }),
      },
      'a castle by the sea',
      'blurry',
    ],
    [
      'is what a wildcard came to',
      {
        ...castle,
        6: encode(['9', 0]),
        9: node('ImpactWildcardProcessor', { wildcard_text: 'a __place__', populated_text: 'a castle' }),
      },
      'a castle',
      'blurry',
    ],
    [
      'is said once where both encoders of SDXL get it',
      { ...castle, 6: node('CLIPTextEncodeSDXL', { text_g: 'a castle', text_l: 'a castle', width: 1024 }) },
      'a castle',
      'blurry',
    ],
    [
      'has the texts of both encoders where they differ',
      {
        ...castle,
        6: node('CLIPTextEncodeFlux', { clip_l: 'castle', t5xxl: 'a castle by the sea', clip: ['4', 0] }),
      },
      'castle, a castle by the sea',
      'blurry',
    ],
    [
      'is combined from conditionings',
      {
        ...castle,
        6: node('ConditioningCombine', { conditioning_1: ['9', 0], conditioning_2: ['10', 0] }),
        9: encode('a castle'),
        10: encode('the sea'),
      },
      'a castle, the sea',
      'blurry',
    ],
    [
      'is joined from conditionings',
      {
        ...castle,
        6: node('ConditioningConcat', { conditioning_to: ['9', 0], conditioning_from: ['10', 0] }),
        9: encode('a castle'),
        10: encode('the sea'),
      },
      'a castle, the sea',
      'blurry',
    ],
    [
      'goes through a control net on its own side',
      {
        ...castle,
        3: node('KSampler', { positive: ['9', 0], negative: ['9', 1] }),
        9: node('ControlNetApplyAdvanced', { ...sampler.inputs, control_net: ['11', 0], image: ['12', 0] }),
        12: node('VAEDecode', { samples: ['13', 0] }),
        13: node('KSampler', { positive: ['14', 0] }),
        14: encode('another'),
      },
      'a castle',
      'blurry',
    ],
    [
      'goes through nodes that nobody knows',
      {
        ...castle,
        3: node('KSampler', { positive: ['9', 0], negative: ['7', 0] }),
        9: node('Any Switch', { any_01: ['6', 0], model: ['14', 0] }),
        14: encode('another'),
      },
      'a castle',
      'blurry',
    ],
    [
      'stands in a loader that takes both',
      {
        3: node('KSampler (Efficient)', { positive: ['5', 1], negative: ['5', 2] }),
        5: node('Efficient Loader', { ckpt_name: 'x', positive: 'a castle', negative: 'blurry' }),
      },
      'a castle',
      'blurry',
    ],
    [
      'is that of the first sampler that has one',
      {
        1: node('KSampler', { positive: ['99', 0] }),
        2: node('KSampler', { positive: ['8', 0] }),
        8: encode(' '),
        ...castle,
      },
      'a castle',
      'blurry',
    ],
    [
      'is what a service was asked',
      {
        1: node('FluxProImage', { prompt: 'a castle', seed: 1 }),
        2: node('SaveImage', { images: ['1', 0] }),
      },
      'a castle',
    ],
  ];
  for (const [behaviour, graph, prompt, negative] of graphs) {
    it(behaviour, async () => {
      const found = await foundIn(graph);
      assert.deepEqual(
        [found?.generator, found?.prompt, found?.negativePrompt],
        ['ComfyUI', prompt, negative],
      );
    });
  }

  const hostile: [what: string, graph: Record<string, Node>][] = [
    [
      'a circle',
      {
        3: sampler,
        6: node('ConditioningCombine', { conditioning_1: ['6', 0], conditioning_2: ['9', 0] }),
        9: encode(['6', 0]),
      },
    ],
    ['links to nowhere', { 3: sampler }],
    [
      'links to what every object has',
      { 3: node('KSampler', { positive: ['constructor', 0], negative: ['__proto__', 0] }) },
    ],
    ['links that are none', { 3: node('KSampler', { positive: ['6'], negative: [{}, 0] }), 6: encode(7) }],
    ['no sampler', { 1: node('LoadImage', { image: 'castle.png' }) }],
  ];
  for (const [what, graph] of hostile) {
    it(`is none in ${what}`, async () => assert.equal(await foundIn(graph), undefined));
  }

  it('is found beside a circle', async () => {
    const graph = {
      ...castle,
      6: node('ConditioningCombine', { conditioning_1: ['6', 0], conditioning_2: ['9', 0] }),
      9: encode('a castle'),
    };
    assert.equal((await foundIn(graph))?.prompt, 'a castle');
  });

  it('comes with the settings of its sampler and its models', async () => {
    const found = await foundIn({
      ...castle,
      3: node('KSampler', {
        ...sampler.inputs,
        model: ['9', 0],
        seed: ['10', 0],
        steps: 20,
        cfg: 7.5,
        latent_image: ['5', 0],
      }),
      4: node('CheckpointLoaderSimple', { ckpt_name: 'sdxl.safetensors' }),
      5: node('EmptyLatentImage', { width: 1024, height: 768 }),
      9: node('LoraLoader', { lora_name: 'castle.safetensors', model: ['4', 0] }),
      10: node('Seed', { seed: 42 }),
    });
    assert.deepEqual(found?.settings, [
      ['seed', '42'],
      ['steps', '20'],
      ['cfg', '7.5'],
      ['width', '1024'],
      ['height', '768'],
      ['lora_name', 'castle.safetensors'],
      ['ckpt_name', 'sdxl.safetensors'],
    ]);
  });

  it('comes with the settings of a sampler in parts', async () => {
    const found = await foundIn({
      6: encode('a castle'),
      3: node('SamplerCustomAdvanced', {
        noise: ['10', 0],
        guider: ['8', 0],
        sampler: ['11', 0],
        sigmas: ['12', 0],
      }),
      8: node('BasicGuider', { conditioning: ['6', 0], model: ['13', 0] }),
      10: node('RandomNoise', { noise_seed: 42 }),
      11: node('KSamplerSelect', { sampler_name: 'euler' }),
      12: node('BasicScheduler', { scheduler: 'simple', steps: 4, denoise: 1 }),
      13: node('UNETLoader', { unet_name: 'flux.safetensors' }),
    });
    assert.deepEqual(found?.settings, [
      ['noise_seed', '42'],
      ['sampler_name', 'euler'],
      ['steps', '4'],
      ['scheduler', 'simple'],
      ['denoise', '1'],
      ['unet_name', 'flux.safetensors'],
    ]);
  });
});

const canvasNode = (
  id: number,
  type: string,
  values: unknown,
  inputs: Readonly<Record<string, number>> = {},
) => ({
  id,
  type,
  widgets_values: values,
  inputs: Object.entries(inputs).map(([name, link]) => ({ name, link })),
});
const canvas = {
  nodes: [
    { ...canvasNode(1, 'KSampler', [0, 'fixed', 1, 1, 'euler', 'simple', 1], { positive: 10 }), mode: 2 },
    canvasNode(3, 'KSampler', [42, 'randomize', 20, 7, 'euler', 'normal', 1], { positive: 11, negative: 12 }),
    canvasNode(5, 'Reroute', undefined, { '': 10 }),
    canvasNode(6, 'CLIPTextEncode', ['a castle']),
    canvasNode(7, 'CLIPTextEncode', ['what was typed before'], { text: 13 }),
    canvasNode(8, 'Text box of somebody', ['blurry', 7, true]),
  ],
};
const links = [
  [10, 6, 0, 5, 0, 'CONDITIONING'],
  [11, 5, 0, 3, 1, 'CONDITIONING'],
  [12, 7, 0, 3, 2, 'CONDITIONING'],
  [13, 8, 0, 7, 0, 'STRING'],
] as const;
const namedLinks = links.map(([id, origin_id, origin_slot]) => ({ id, origin_id, origin_slot }));

describe('A prompt on the canvas of ComfyUI', () => {
  for (const [form, listed] of [
    ['lists', links],
    ['objects', namedLinks],
  ] as const) {
    it(`is found by links that are ${form}`, async () => {
      const found = await storedPrompt(
        pngWithTexts({ workflow: JSON.stringify({ ...canvas, links: listed }) }),
      );
      assert.deepEqual(
        [found?.generator, found?.prompt, found?.negativePrompt],
        ['ComfyUI', 'a castle', 'blurry'],
      );
      assert.deepEqual(found?.settings, [
        ['seed', '42'],
        ['steps', '20'],
        ['cfg', '7'],
        ['sampler_name', 'euler'],
        ['scheduler', 'normal'],
        ['denoise', '1'],
      ]);
    });
  }

  it('is asked only where what ran is missing', async () => {
    const ran = { ...castle, 6: encode('what ran') };
    const file = pngWithTexts({
      workflow: JSON.stringify({ ...canvas, links }),
      prompt: JSON.stringify(ran),
    });
    assert.equal((await storedPrompt(file))?.prompt, 'what ran');
  });

  const broken: [what: string, workflow: unknown][] = [
    ['without nodes', { links }],
    ['without links', canvas],
    [
      'whose nodes and links are anything',
      { nodes: [null, 1, [], { id: {}, type: 'KSampler' }], links: [null, 1, {}, []] },
    ],
  ];
  for (const [what, workflow] of broken) {
    it(`is none on one ${what}`, async () => {
      assert.equal(await storedPrompt(pngWithTexts({ workflow: JSON.stringify(workflow) })), undefined);
    });
  }
});

describe('Graphs of ComfyUI are found', () => {
  const prompt = JSON.stringify(castle);
  const withNaN = prompt.replace('{', '{"1":{"class_type":"LoadImage","inputs":{},"is_changed":[NaN]},');
  const workflow = JSON.stringify({ ...canvas, links });
  const webp = (first: Readonly<Record<number, string>>) =>
    webpOf(webpPixels, webpChunk('EXIF', makeExif({ first })));
  const files: [where: string, file: Uint8Array][] = [
    ['beside a NaN', pngWithTexts({ prompt: withNaN })],
    [
      'as the model and the make of a WebP’s camera',
      webp({ [exifTags.Model]: `prompt:${prompt}`, [exifTags.Make]: `workflow:${workflow}` }),
    ],
    ['as the workflow of a WebP alone', webp({ [exifTags.Make]: `workflow:${workflow}` })],
    [
      'as the description and the make of a WebP',
      webp({ [exifTags.ImageDescription]: `Workflow: ${workflow}`, [exifTags.Make]: `Prompt: ${prompt}` }),
    ],
    [
      'in a comment with both',
      webp({ [exifTags.UserComment]: JSON.stringify({ prompt: castle, workflow: canvas }) }),
    ],
    [
      'in a comment with both as strings',
      webp({ [exifTags.UserComment]: JSON.stringify({ prompt, workflow }) }),
    ],
    ['as a comment', webp({ [exifTags.UserComment]: prompt })],
  ];
  for (const [where, file] of files) {
    it(where, async () => {
      const found = await storedPrompt(file);
      assert.deepEqual([found?.prompt, found?.negativePrompt], ['a castle', 'blurry']);
    });
  }
});
