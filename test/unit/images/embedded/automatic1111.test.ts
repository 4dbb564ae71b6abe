import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { storedPrompt } from '../../../../src/images/embedded/storedPrompt.ts';
import { pngWithTexts } from '../../../images/makePngText.ts';

const settings = 'Steps: 20, Sampler: Euler a, CFG scale: 7';
const settingPairs = [
  ['Steps', '20'],
  ['Sampler', 'Euler a'],
  ['CFG scale', '7'],
];
const foundIn = (parameters: string) => storedPrompt(pngWithTexts({ parameters }));

describe('Parameters of Automatic1111', () => {
  const prompts: [behaviour: string, parameters: string, prompt: string, negative: string | undefined][] = [
    [
      'have a prompt and a negative one',
      `a castle\nNegative prompt: blurry\n${settings}`,
      'a castle',
      'blurry',
    ],
    ['may have no negative prompt', `a castle\n${settings}`, 'a castle', undefined],
    ['may have several lines of each', `a\ncastle\nNegative prompt: x\ny\n${settings}`, 'a castle', 'x y'],
    ['may have the line ends of Windows', `a castle\r\nNegative prompt: x\r\n${settings}`, 'a castle', 'x'],
    ['may have no settings', 'a castle\nNegative prompt: blurry', 'a castle', 'blurry'],
    ['may be a prompt alone', 'a castle, blue', 'a castle, blue', undefined],
    [
      'keep a last line that has but two colons',
      'a castle\nstyle: old, light: low',
      'a castle style: old, light: low',
      undefined,
    ],
    ['may go on after the settings', `a castle\n${settings}\nTemplate: a {castle}`, 'a castle', undefined],
    [
      'keep what names the negative prompt inside of a line',
      `a Negative prompt: b\n${settings}`,
      'a Negative prompt: b',
      undefined,
    ],
    [
      'keep weights and networks',
      `(a castle:1.2), <lora:x:1>, [b]\n${settings}`,
      '(a castle:1.2), <lora:x:1>, [b]',
      undefined,
    ],
  ];
  for (const [behaviour, parameters, prompt, negative] of prompts) {
    it(behaviour, async () => {
      const found = await foundIn(parameters);
      assert.deepEqual(
        [found?.generator, found?.prompt, found?.negativePrompt],
        ['Automatic1111', prompt, negative],
      );
    });
  }

  it('are none where nothing but settings was written', async () => {
    assert.equal(await foundIn(settings), undefined);
  });

  const lines: [behaviour: string, line: string, more: [string, string][]][] = [
    ['are the last line', settings, []],
    [
      'may have commas and escaped quotes in quotes',
      `${settings}, Lora hashes: "a: 1, b: 2", Note: "say \\"hi\\", \\\\o/"`,
      [
        ['Lora hashes', 'a: 1, b: 2'],
        ['Note', 'say "hi", \\o/'],
      ],
    ],
    [
      'may have a quote that does not end',
      `${settings}, Note: "say, Size: 1x1`,
      [
        ['Note', '"say'],
        ['Size', '1x1'],
      ],
    ],
    ['may have what is no setting between them', `${settings}, and so on, Size: 1x1`, [['Size', '1x1']]],
    ['leave out what is empty', `${settings}, Note: , Size: 1x1`, [['Size', '1x1']]],
  ];
  for (const [behaviour, line, more] of lines) {
    it(`have settings that ${behaviour}`, async () => {
      assert.deepEqual((await foundIn(`a castle\n${line}`))?.settings, [...settingPairs, ...more]);
    });
  }

  const writers: [generator: string, more: string][] = [
    ['Automatic1111', 'Version: v1.10.1'],
    ['Forge', 'Version: f2.0.1v1.10.1'],
    ['SD.Next', 'App: SD.Next'],
    ['Civitai', 'Civitai resources: [{"type":"checkpoint"}]'],
    ['ComfyUI', 'Version: ComfyUI'],
    ['Fooocus', 'Version: Fooocus v2.5.5'],
  ];
  for (const [generator, more] of writers) {
    it(`tell that ${generator} wrote them`, async () => {
      assert.equal((await foundIn(`a castle\n${settings}, ${more}`))?.generator, generator);
    });
  }
});
