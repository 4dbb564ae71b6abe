import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { newDocument, sample, set, useServer } from './scene.ts';
import { useStandIns } from './standIns.ts';

interface ModelRequest {
  readonly model: string;
  readonly parts: readonly { text?: string; mimeType?: string; base64?: string }[];
}

describe('A model of VS Code', () => {
  const server = useServer();
  const { shown } = useStandIns('');
  const requests = () => commands.executeCommand<ModelRequest[]>('test.other.modelRequests');
  const open = () => commands.executeCommand('img2prompt.openInNewDocument', sample('castle.png'));
  const use = async (model: string) => await set('languageModel.model', `test-models/${model}`);

  before(async () => {
    await set('engine', 'languageModel');
  });
  beforeEach(async () => {
    await requests();
    shown.messages.length = 0;
  });
  after(async () => {
    await set('engine', undefined);
    await set('languageModel.model', undefined);
  });

  it('gets the picture byte for byte and the instruction, and its answer is cleaned and tidied', async () => {
    await use('sees');
    const before = server.requests.length;
    await open();
    assert.equal(newDocument().getText(), 'a tower, sunset\n');
    const [request] = await requests();
    const [picture, instruction] = request?.parts ?? [];
    const castle = await workspace.fs.readFile(sample('castle.png'));
    assert.deepEqual(picture, {
      mimeType: 'image/png',
      base64: Buffer.from(castle).toString('base64'),
    });
    assert.match(instruction?.text ?? '', /^Write the Stable Diffusion prompt/);
    assert.equal(server.requests.length, before);
  });

  const failures: [model: string, sentence: RegExp, buttons: string[]][] = [
    ['blind', /^test-models\/blind doesn't accept images\. Select another model\.$/, ['Select Engine']],
    ['busy', /^Too many requests to test-models\/busy\./, ['Retry']],
    ['blocked', /^test-models\/blocked isn't accepting your requests now\./, ['Select Engine']],
    ['silent', /^test-models\/silent returned no prompt\./, ['Retry']],
    [
      'broken',
      /^test-models\/broken returned an error\. Try again later\. Response: ".*It fell over/,
      ['Retry', 'Show Log'],
    ],
    ['gone', /^The selected model isn't available \(test-models\/gone\)\./, ['Select Engine']],
  ];
  for (const [model, sentence, buttons] of failures) {
    it(`that is ${model} leads to a sentence and a button`, async () => {
      await use(model);
      await open();
      const [message] = shown.messages;
      assert.match(message?.sentence ?? '', sentence);
      assert.deepEqual(message?.buttons, buttons);
    });
  }

  it('is never chosen silently: without one in the settings the user is asked, among those that may see', async () => {
    await set('languageModel.model', undefined);
    await open();
    const list = shown.otherWords.findLast((words) => words.includes('Which VS Code model')) ?? '';
    assert.match(list, /test-models\/sees/);
    assert.doesNotMatch(list, /says-it-is-blind/);
    assert.match(list, /This model rejected an image before\./);
    const chosen = workspace.getConfiguration('img2prompt').get('languageModel.model');
    assert.equal(chosen, 'test-models/sees');
    assert.equal((await requests()).length, 1);
  });
});
