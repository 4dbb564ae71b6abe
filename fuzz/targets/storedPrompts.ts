import assert from 'node:assert/strict';
import { maxPromptLength, plainText } from '../../src/core/plainText.ts';
import { storedPrompt } from '../../src/images/embedded/storedPrompt.ts';
import { exifTags, exifWithComment, makeExif, unicodeComment } from '../../test/images/makeExif.ts';
import { heifWithExif } from '../../test/images/makeHeifWithExif.ts';
import { jpegSegment, withSegments } from '../../test/images/makeJpeg.ts';
import { pngChunk } from '../../test/images/makePng.ts';
import {
  compressedTextChunk,
  internationalTextChunk,
  pngWith,
  pngWithTexts,
  textChunk,
} from '../../test/images/makePngText.ts';
import { webpChunk, webpOf, webpPixels } from '../../test/images/makeWebp.ts';
import { makeXmp } from '../../test/images/makeXmp.ts';
import { type Mutation, mutated } from '../mutated.ts';
import { mutatedJson } from '../mutatedJson.ts';
import type { Target } from '../target.ts';

const json = JSON.stringify;
const encode = (text: unknown) => ({ class_type: 'CLIPTextEncode', inputs: { text, clip: ['4', 1] } });
const canvasNode = (id: number, type: string, values: unknown, inputs: Readonly<Record<string, number>>) => ({
  id,
  type,
  widgets_values: values,
  inputs: Object.entries(inputs).map(([name, link]) => ({ name, link })),
});

/** What generators write, and under which names. */
const written: readonly (readonly [names: readonly string[], text: string])[] = [
  [
    ['parameters', 'UserComment', 'Comment', 'ImageDescription'],
    'a castle, <lora:x:1>\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, Seed: 42, Lora hashes: "one: 1, two: 2", Version: f2.0',
  ],
  [
    ['prompt', 'UserComment', 'Make'],
    json({
      3: {
        class_type: 'KSampler',
        inputs: { seed: 12, positive: ['6', 0], negative: ['7', 0], model: ['4', 0] },
      },
      4: { class_type: 'LoraLoader', inputs: { lora_name: 'x', model: ['5', 0] } },
      5: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sdxl.safetensors' } },
      6: encode(['9', 0]),
      7: encode('blurry'),
      9: {
        class_type: 'StringConcatenate',
        inputs: { string_a: ['10', 0], string_b: 'sea', delimiter: ' ' },
      },
      10: {
        class_type: 'ImpactWildcardProcessor',
        inputs: { wildcard_text: '__a__', populated_text: 'a castle' },
      },
    }),
  ],
  [
    ['workflow', 'Comment', 'Model'],
    json({
      nodes: [
        canvasNode(3, 'KSampler', [42, 'fixed', 20, 7, 'euler', 'normal', 1], { positive: 11, negative: 12 }),
        canvasNode(6, 'CLIPTextEncode', ['a castle'], {}),
        canvasNode(7, 'CLIPTextEncode', ['typed before'], { text: 13 }),
        { ...canvasNode(8, 'Text box of somebody', ['blurry', 7, true], {}), mode: 4 },
      ],
      links: [
        [11, 6, 0, 3, 1, 'CONDITIONING'],
        { id: 12, origin_id: 7, origin_slot: 0 },
        [13, 8, 0, 7, 0, 'STRING'],
      ],
    }),
  ],
  [
    ['parameters', 'UserComment'],
    json({ sui_image_params: { prompt: 'a castle', negativeprompt: 'blurry', loras: ['a'] } }),
  ],
  [
    ['invokeai_metadata'],
    json({ positive_prompt: 'a castle', negative_prompt: 'blurry', model: { name: 'x' } }),
  ],
  [
    ['sd-metadata'],
    json({ model_weights: 'x', image: { prompt: [{ prompt: 'a castle [blurry]', weight: 1 }], steps: 50 } }),
  ],
  [['Dream'], '"a castle [blurry]" -s 50 -S 42 -W 512 -A k_lms'],
  [
    ['Comment'],
    json({
      prompt: 'two knights',
      uc: 'rust',
      v4_prompt: { caption: { base_caption: 'two', char_captions: [{ char_caption: 'red' }] } },
    }),
  ],
  [
    ['parameters', 'UserComment', 'Comment'],
    json({ base_model: 'x', prompt: 'a castle', negative_prompt: '', seed: 1e30 }),
  ],
  [['UserComment'], json({ prompt: 'a castle', use_stable_diffusion_model: 'x', seed: 5 })],
  [['UserComment'], '{"Comment": "{\\"uc\\": NaN}", "Source": "NovelAI", "seed": 12345678901234567890}'],
  [
    ['XML:com.adobe.xmp'],
    makeXmp({
      'xmp:CreatorTool': 'Draw Things',
      'exif:UserComment': [json({ c: 'a "castle"', uc: 'x', steps: 8 })],
    }),
  ],
];

const marks = { Software: 'NovelAI', fooocus_scheme: 'fooocus', negative_prompt: 'blurry' };
const emptyJpeg = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);

/** What puts a text into a file, under a name where the file has names of its own. */
const containers: readonly ((name: string, text: Uint8Array) => Uint8Array)[] = [
  (name, text) =>
    pngWith(textChunk(name, text), ...Object.entries(marks).map(([mark, value]) => textChunk(mark, value))),
  (name, text) => pngWith(compressedTextChunk(name, text)),
  (name, text) => pngWith(internationalTextChunk(name, text, { isCompressed: true, language: 'ja' })),
  (name, text) => pngWith(pngChunk('eXIf', exifOf(name, text))),
  (name, text) =>
    withSegments(emptyJpeg, jpegSegment(0xe1, 'Exif\0\0', exifOf(name, text).subarray(0, 65_000))),
  (_, text) =>
    withSegments(emptyJpeg, jpegSegment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', text.subarray(0, 65_000))),
  (_, text) => withSegments(emptyJpeg, jpegSegment(0xfe, text.subarray(0, 65_000))),
  (name, text) => webpOf(webpPixels, webpChunk('EXIF', exifOf(name, text)), webpChunk('XMP ', text)),
  (name, text) => heifWithExif(exifOf(name, text)),
  (_, text) =>
    webpOf(webpPixels, webpChunk('EXIF', exifWithComment(unicodeComment(String(text), 'little'), true))),
];

function exifOf(name: string, text: Uint8Array): Buffer {
  const tag = Object.hasOwn(exifTags, name) ? exifTags[name as keyof typeof exifTags] : exifTags.UserComment;
  const value = name === 'Make' || name === 'Model' ? Buffer.concat([Buffer.from('prompt:'), text]) : text;
  return makeExif({
    first: { [exifTags.Software]: 'NovelAI', [tag]: value },
    added: { [exifTags.UserComment]: value },
  });
}

/** A text of a generator, changed before it is put into a file. */
const mutatedText: Mutation = (_sample, random, material) => {
  const [names, text] = random.oneOf(written);
  const other = Buffer.from(random.oneOf(written)[1]);
  const mutation = random.isOneIn(2) ? mutatedJson : mutated;
  const changed = mutation(Buffer.from(text), random, { ...material, other });
  return Buffer.from(random.oneOf(containers)(random.oneOf(names), changed));
};

const maxRawLength = 100_000;
const maxSettings = 100;

/** The prompts that picture files hold. */
export const target: Target = {
  rounds: 12_000,
  samples: [
    ...containers.flatMap((container) =>
      written.flatMap(([names, text]) => names.map((name) => () => container(name, Buffer.from(text)))),
    ),
    () => pngWithTexts({ ...marks, Description: 'a castle', Comment: '{"uc":"x"}' }),
  ],
  words: [
    ...[
      'tEXt',
      'zTXt',
      'iTXt',
      'eXIf',
      'EXIF',
      'XMP ',
      'Exif\0\0',
      'UNICODE\0',
      'ASCII\0\0\0',
      'ftyp',
      'meta',
      'iinf',
      'iloc',
      'infe',
    ],
    ...[
      '"',
      '\\',
      '\\"',
      '\\u0000',
      '{',
      '}',
      '[',
      ']',
      '[[',
      ',',
      ':',
      'NaN',
      '-Infinity',
      '12345678901234567890',
      '1e999',
    ],
    ...[
      '"__proto__":{"polluted":1},',
      '"class_type":"KSampler",',
      '"inputs":',
      '["3",0]',
      '["6",0]',
      '"positive":',
      '"text":',
    ],
    ...[
      '\nSteps: 1, Seed: 2, Size: 3',
      '\nNegative prompt:',
      'aa: ',
      '"x, y"',
      ' ',
      '\t',
      '\r\n',
      '\0',
      '\u202E',
      '\u0301',
      '🏰',
    ],
    ...[
      '&#x10ffff;',
      '&#xd800;',
      '&amp;',
      '<rdf:li',
      '</rdf:li>',
      '<exif:UserComment>',
      'prompt:',
      'workflow:',
      ' -s',
      '[a]',
    ],
  ],
  mutated: mutatedText,
  async check(file) {
    const found = await storedPrompt(file);
    if (found === undefined) return;
    const { generator, prompt, negativePrompt, settings, raw } = found;
    assertLine(prompt, maxPromptLength);
    if (negativePrompt !== undefined) assertLine(negativePrompt, maxPromptLength);
    for (const text of settings.flat()) assertLine(text, 1000);
    assert.ok(settings.length <= maxSettings && raw.length <= maxRawLength, 'is longer than allowed');
    assert.match(generator, /^[A-Z][\w. ]{2,20}$/);
    assert.doesNotMatch(raw, /(?![\t\n])[\p{Cc}\p{Surrogate}\u202A-\u202E\u2066-\u2069]/u);
  },
};

/** That it says something, on one line of plain text. */
function assertLine(text: string, maxLength: number): void {
  assert.ok(text !== '' && text.length <= maxLength, `${text.length} long`);
  assert.equal(plainText(text), text);
}
