import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chatBody, chatPath } from './chat.ts';
import { blue } from './pictures.ts';
import { useServer } from './useServer.ts';

describe('the contract server, as a chat model on demand', () => {
  const server = useServer();
  const choiceOf = async (fault: string) => {
    const { status, text } = await server.call({ path: `/fault/${fault}${chatPath}`, body: chatBody() });
    assert.equal(status, 200, text);
    return JSON.parse(text).choices[0];
  };
  const contents: Record<string, RegExp> = {
    'chat-think': /^<think>\n[^<]+\n<\/think>\n\na wide 40 by 30 picture/,
    'chat-reasoning': /^a wide 40 by 30 picture/,
    'chat-lead-in': /^Here is the prompt:\n\na wide 40 by 30 picture/,
    'chat-quotes': /^"a wide 40 by 30 picture[^"]*"$/,
    'chat-fence': /^```text\na wide 40 by 30 picture[^`]*\n```$/,
    'chat-all':
      /^<think>[^<]+<\/think>\n\nHere is the prompt:\n\n```text\n"a wide 40 by 30 picture[^"]*"\n```$/,
  };
  for (const [fault, content] of Object.entries(contents)) {
    it(fault, async () => {
      const { message, finish_reason } = await choiceOf(fault);
      assert.match(message.content, content);
      assert.equal(finish_reason, 'stop');
    });
  }

  for (const fault of ['chat-reasoning', 'chat-all']) {
    it(`${fault}: thoughts in a field of their own`, async () => {
      assert.match((await choiceOf(fault)).message.reasoning_content, /wants a prompt/);
    });
  }

  it('chat-refusal', async () => {
    const { message } = await choiceOf('chat-refusal');
    assert.equal(message.content, null);
    assert.match(message.refusal, /can't help/);
  });

  it('chat-cut', async () => {
    const { message, finish_reason } = await choiceOf('chat-cut');
    assert.match(message.content, /^<think>[^<]+$/);
    assert.equal(finish_reason, 'length');
  });

  it('chat-content-parts', async () => {
    const { content } = (await choiceOf('chat-content-parts')).message;
    assert.deepEqual(
      content.map(({ type }: { type: string }) => type),
      ['text', 'text'],
    );
    assert.match(content[0].text + content[1].text, /^a wide 40 by 30 picture/);
  });

  it('leaves img2prompt and the models as they are', async () => {
    const body = JSON.stringify({ image_file: blue.toString('base64') });
    const { text } = await server.call({ path: '/fault/chat-all/v3/img2prompt', body });
    assert.match(JSON.parse(text).prompt, /^a wide 40 by 30 picture/);
    assert.equal((await server.call({ path: '/fault/chat-all/openai/v1/models' })).status, 200);
  });

  const unusable: Record<string, RegExp> = {
    'empty-prompt': /"content":""/,
    'missing-prompt': /^\{"task_id":"0"\}$/,
    'broken-json': /^\{.*"content":"a picture of$/,
    'error-under-200': /"reason":"NOT_ENOUGH_BALANCE"/,
    'nested-error-under-200': /^\{"error":\{"message":"Provider returned error","code":502\}\}$/,
    html: /^<html>/,
  };
  for (const [fault, text] of Object.entries(unusable)) {
    it(`${fault}, in the form of a chat`, async () => {
      const answer = await server.call({ path: `/fault/${fault}${chatPath}`, body: chatBody() });
      assert.equal(answer.status, 200);
      assert.match(answer.text, text);
    });
  }

  for (const fault of ['hostile-prompt', 'huge-answer']) {
    it(`${fault}, in the form of a chat`, async () => {
      assert.ok((await choiceOf(fault)).message.content.length >= 100_000);
    });
  }
});
