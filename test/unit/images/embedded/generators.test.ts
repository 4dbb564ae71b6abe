import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type StoredPrompt, storedPrompt } from '../../../../src/images/embedded/storedPrompt.ts';
import { exifTags, exifWithComment, makeExif, unicodeComment } from '../../../images/makeExif.ts';
import { internationalTextChunk, pngWith, pngWithTexts } from '../../../images/makePngText.ts';
import { webpChunk, webpOf, webpPixels } from '../../../images/makeWebp.ts';
import { makeXmp } from '../../../images/makeXmp.ts';

const json = JSON.stringify;
const webpWithExif = (exif: Uint8Array) => webpOf(webpPixels, webpChunk('EXIF', exif));
const webpWithComment = (value: unknown) => webpWithExif(exifWithComment(unicodeComment(json(value))));

const castle = { prompt: 'a castle', negativePrompt: 'blurry' };

const swarm = {
  sui_image_params: {
    prompt: 'a castle',
    model: 'sdxl',
    seed: 1,
    negativeprompt: 'blurry',
    loras: ['a', 'b'],
  },
  sui_extra_data: { date: '2024-11-13' },
};
const easy = {
  prompt: 'a castle',
  negative_prompt: 'blurry',
  seed: 42,
  use_stable_diffusion_model: 'sd-v1-5',
  use_vae_model: null,
};
const novel = { prompt: 'a castle', steps: 28, scale: 5, seed: 7, uc: 'blurry', signed_hash: 'abc=' };
const captions = (base: string, ...people: string[]) => ({
  caption: { base_caption: base, char_captions: people.map((person) => ({ char_caption: person })) },
  use_order: true,
});
const fooocus = {
  base_model: 'juggernaut',
  full_prompt: ['a castle', 'cinematic'],
  negative_prompt: 'blurry',
  prompt: 'a castle',
  seed: '5',
};

describe('A stored prompt is read as it was written by', () => {
  const cases: [who: string, file: Uint8Array, expected: Omit<StoredPrompt, 'raw'>][] = [
    [
      'SwarmUI',
      pngWithTexts({ parameters: json(swarm, null, 2) }),
      {
        ...castle,
        generator: 'SwarmUI',
        settings: [
          ['model', 'sdxl'],
          ['seed', '1'],
          ['loras', 'a, b'],
        ],
      },
    ],
    [
      'SwarmUI in a WebP',
      webpWithComment({ sui_image_params: { prompt: 'a castle' } }),
      { generator: 'SwarmUI', prompt: 'a castle', negativePrompt: undefined, settings: [] },
    ],
    [
      'Easy Diffusion',
      pngWithTexts({ prompt: 'a castle', negative_prompt: 'blurry', seed: '42', num_inference_steps: '25' }),
      {
        ...castle,
        generator: 'Easy Diffusion',
        settings: [
          ['seed', '42'],
          ['num_inference_steps', '25'],
        ],
      },
    ],
    [
      'Easy Diffusion with labels',
      pngWithTexts({ Prompt: 'a castle', 'Negative Prompt': 'blurry', Seed: '42' }),
      { ...castle, generator: 'Easy Diffusion', settings: [['Seed', '42']] },
    ],
    [
      'Easy Diffusion in a WebP',
      webpWithComment(easy),
      {
        ...castle,
        generator: 'Easy Diffusion',
        settings: [
          ['seed', '42'],
          ['use_stable_diffusion_model', 'sd-v1-5'],
        ],
      },
    ],
    [
      'InvokeAI',
      pngWithTexts({
        invokeai_metadata: json({
          generation_mode: 'txt2img',
          positive_prompt: 'a castle',
          negative_prompt: 'blurry',
          model: { key: 'k', name: 'dreamshaper' },
        }),
      }),
      {
        ...castle,
        generator: 'InvokeAI',
        settings: [
          ['generation_mode', 'txt2img'],
          ['model', 'dreamshaper'],
        ],
      },
    ],
    [
      'an earlier InvokeAI',
      pngWithTexts({
        'sd-metadata': json({
          model_weights: 'sd-1.4',
          image: { prompt: [{ prompt: 'a castle [blurry]', weight: 1 }], steps: 50 },
        }),
        Dream: '"a dream" -s 1',
      }),
      {
        ...castle,
        generator: 'InvokeAI',
        settings: [
          ['steps', '50'],
          ['model_weights', 'sd-1.4'],
        ],
      },
    ],
    [
      'the first InvokeAI',
      pngWithTexts({ Dream: '"a castle [blurry]" -s 50 -S 42 -W 512 -H 640 -C 7.5 -A k_lms' }),
      {
        ...castle,
        generator: 'InvokeAI',
        settings: [
          ['steps', '50'],
          ['seed', '42'],
          ['width', '512'],
          ['height', '640'],
          ['cfg_scale', '7.5'],
          ['sampler', 'k_lms'],
        ],
      },
    ],
    [
      'NovelAI',
      pngWithTexts({ Software: 'NovelAI', Description: 'a castle', Comment: json(novel) }),
      {
        ...castle,
        generator: 'NovelAI',
        settings: [
          ['steps', '28'],
          ['scale', '5'],
          ['seed', '7'],
        ],
      },
    ],
    [
      'NovelAI with a description alone',
      pngWithTexts({ Software: 'NovelAI', Description: 'a castle' }),
      { generator: 'NovelAI', prompt: 'a castle', negativePrompt: undefined, settings: [] },
    ],
    [
      'NovelAI with captions for people',
      pngWithTexts({
        Software: 'NovelAI',
        Comment: json({
          prompt: 'two knights',
          v4_prompt: captions('two knights', 'red armour', ' ', 'blue armour'),
          v4_negative_prompt: captions('blurry', '', 'rust'),
        }),
      }),
      {
        generator: 'NovelAI',
        prompt: 'two knights | red armour | blue armour',
        negativePrompt: 'blurry | rust',
        settings: [],
      },
    ],
    [
      'NovelAI in a WebP',
      webpWithExif(
        makeExif({
          first: {
            [exifTags.ImageDescription]: '\0\0\0\0ein Schloß',
            [exifTags.Software]: 'NovelAI Diffusion V4.5 B9F340FD',
          },
          added: {
            [exifTags.UserComment]: Buffer.from(`ASCII\0\0\0${json({ Comment: json({ uc: 'blurry' }) })}`),
          },
        }),
      ),
      { generator: 'NovelAI', prompt: 'ein Schloß', negativePrompt: 'blurry', settings: [] },
    ],
    [
      'Fooocus',
      pngWithTexts({ parameters: json(fooocus), fooocus_scheme: 'fooocus' }),
      {
        ...castle,
        generator: 'Fooocus',
        settings: [
          ['base_model', 'juggernaut'],
          ['seed', '5'],
        ],
      },
    ],
    [
      'Fooocus in a WebP',
      webpWithExif(
        makeExif({ first: { [exifTags.MakerNote]: 'fooocus', [exifTags.UserComment]: json(fooocus) } }),
      ),
      {
        ...castle,
        generator: 'Fooocus',
        settings: [
          ['base_model', 'juggernaut'],
          ['seed', '5'],
        ],
      },
    ],
    [
      'Fooocus in a comment',
      pngWithTexts({ Comment: json({ Prompt: 'a castle', 'Negative Prompt': 'blurry', 'Base Model': 'x' }) }),
      { ...castle, generator: 'Fooocus', settings: [['Base Model', 'x']] },
    ],
    [
      'RuinedFooocus',
      pngWithTexts({
        parameters: json({ Prompt: 'a castle', Negative: 'blurry', steps: 30, software: 'RuinedFooocus' }),
      }),
      {
        ...castle,
        generator: 'RuinedFooocus',
        settings: [
          ['steps', '30'],
          ['software', 'RuinedFooocus'],
        ],
      },
    ],
    [
      'Draw Things',
      pngWith(
        internationalTextChunk(
          'XML:com.adobe.xmp',
          makeXmp({
            'dc:description': ['a castle\n-blurry\nSteps: 8'],
            'xmp:CreatorTool': 'Draw Things',
            'exif:UserComment': [json({ c: 'a <castle> & "sea"', uc: 'blurry', steps: 8, v2: { seed: 1 } })],
          }),
        ),
      ),
      {
        generator: 'Draw Things',
        prompt: 'a <castle> & "sea"',
        negativePrompt: 'blurry',
        settings: [['steps', '8']],
      },
    ],
  ];
  for (const [who, file, expected] of cases) {
    it(who, async () => {
      const { raw, ...found } = (await storedPrompt(file)) ?? assert.fail('nothing was found');
      assert.deepEqual(found, expected);
      assert.notEqual(raw, '');
    });
  }

  it('a program that writes NaN and integers of any length, as Python does', async () => {
    const parameters =
      '{"sui_image_params": {"prompt": "NaN \\"Infinity\\" 12345678901234567890", "cfg": NaN, "eta": -Infinity, "seed": 12345678901234567890, "scale": 0.1234567890123456}}';
    const found = await storedPrompt(pngWithTexts({ parameters }));
    assert.equal(found?.prompt, 'NaN "Infinity" 12345678901234567890');
    assert.deepEqual(found.settings, [
      ['seed', '12345678901234567890'],
      ['scale', '0.1234567890123456'],
    ]);
  });
});
