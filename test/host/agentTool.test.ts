import assert from 'node:assert/strict';
import { symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CancellationTokenSource,
  commands,
  LanguageModelTextPart,
  type LanguageModelToolResult,
  lm,
  workspace,
} from 'vscode';
import { castle, sample, useServer } from './scene.ts';

// A window under test confirms by itself what would be asked; declining is a ui test.
describe('The tool for agents', () => {
  const server = useServer();
  const describeImage = async (input: object) =>
    await lm.invokeTool(
      'img2prompt_describe',
      { input, toolInvocationToken: undefined },
      new CancellationTokenSource().token,
    );
  const textOf = ({ content }: LanguageModelToolResult) =>
    content.map((part) => (part instanceof LanguageModelTextPart ? part.value : '?')).join('');

  it('is offered with what it is for and what it takes', () => {
    const tool = lm.tools.find(({ name }) => name === 'img2prompt_describe');
    assert.match(tool?.description ?? '', /prompt that would make an image/);
    assert.deepEqual((tool?.inputSchema as { required?: unknown } | undefined)?.required, ['path']);
  });

  const paths: [behaviour: string, path: () => string][] = [
    ['relative to the workspace', () => 'castle.png'],
    ['absolute', () => sample('castle.png').fsPath],
    ['that goes round about', () => 'sub folder/../castle.png'],
    ['that is a URI', () => sample('castle.png').toString()],
  ];
  for (const [behaviour, path] of paths) {
    it(`gives the prompt of a picture by a path ${behaviour}`, async () => {
      assert.match(textOf(await describeImage({ path: path() })), castle);
    });
  }

  describe('sends nothing', () => {
    const outside = join(tmpdir(), 'outside.png');
    const link = () => sample('link.png').fsPath;
    before(async () => {
      await workspace.fs.copy(sample('castle.png'), sample('castle.png').with({ path: outside }), {
        overwrite: true,
      });
      symlinkSync(outside, link());
    });
    after(() => {
      unlinkSync(link());
      unlinkSync(outside);
    });

    const inputs: [behaviour: string, input: () => object][] = [
      ['outside of the workspace', () => ({ path: outside })],
      ['above the workspace', () => ({ path: `../../${'../'.repeat(20)}${outside}` })],
      ['behind a link that leads out of the workspace', () => ({ path: 'link.png' })],
      ['that is not there', () => ({ path: 'gone.png' })],
      ['on the web', () => ({ path: 'https://images.example/castle.png' })],
      ['that is the workspace itself', () => ({ path: '.' })],
      ['that is empty', () => ({ path: '' })],
      ['that is no text', () => ({ path: 7 })],
    ];
    for (const [behaviour, input] of inputs) {
      it(`for a path ${behaviour}`, async () => {
        const before = server.requests.length;
        await assert.rejects(describeImage(input()), /Pass the path of an image file in the workspace/);
        assert.equal(server.requests.length, before);
      });
    }
  });

  it('tells the agent when the user declines, as by closing the box for the key', async () => {
    await server.serve('INVALID_API_KEY');
    const described = describeImage({ path: 'castle.png' }).then(
      () => 'a prompt',
      (error) => String(error),
    );
    const closing = setInterval(() => void commands.executeCommand('workbench.action.closeQuickOpen'), 100);
    const told = await described;
    clearInterval(closing);
    assert.match(told, /castle\.png was canceled/);
  });

  it('tells the agent in a sentence what went wrong', async () => {
    await assert.rejects(describeImage({ path: 'torn.jpg' }), /torn\.jpg is damaged or incomplete/);
  });
});
