import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { blueUrl, chatBody, chatPath, chatWithParts, imagePart, seeingModel, textPart } from './chat.ts';
import { blue, jpeg } from './pictures.ts';
import { useServer } from './useServer.ts';

describe('the contract server, as chat completions', () => {
  const server = useServer();
  const chat = (body: string, headers = {}) => server.call({ path: chatPath, body, headers });

  it('describes the picture in a message of the assistant', async () => {
    const { status, text, headers } = await chat(chatBody());
    assert.equal(status, 200, text);
    assert.equal(headers['content-type'], 'application/json');
    const { object, model, choices } = JSON.parse(text);
    assert.deepEqual([object, model, choices.length], ['chat.completion', seeingModel, 1]);
    const [{ index, message, finish_reason }] = choices;
    assert.deepEqual([index, message.role, finish_reason], [0, 'assistant', 'stop']);
    assert.match(message.content, /^a wide 40 by 30 picture in deep blue, /);
  });

  it('says the same as img2prompt', async () => {
    const body = JSON.stringify({ image_file: blue.toString('base64') });
    const { prompt } = JSON.parse((await server.call({ path: '/v3/img2prompt', body })).text);
    const { choices } = JSON.parse((await chat(chatBody())).text);
    assert.equal(choices[0].message.content, prompt);
  });

  const accepted = {
    'a JPEG': chatWithParts(imagePart(`data:image/jpeg;base64,${jpeg(8, 8).toString('base64')}`), textPart()),
    'the text before the picture': chatWithParts(textPart(), imagePart()),
    'several texts': chatWithParts(textPart(), imagePart(), textPart('More.')),
    'no detail': chatWithParts({ type: 'image_url', image_url: { url: blueUrl } }, textPart()),
    'every field of the documents': chatBody({
      stream: false,
      max_tokens: 300,
      max_completion_tokens: 300,
      temperature: 0.7,
      top_p: 1,
    }),
  };
  for (const [what, body] of Object.entries(accepted)) {
    it(`takes ${what}`, async () => {
      const { status, text } = await chat(body);
      assert.equal(status, 200, text);
    });
  }

  it('remembers picture, model and instruction: the system message first, then the texts', async () => {
    const messages = [
      { role: 'user', content: [textPart('First.'), imagePart(), textPart('Second.')] },
      { role: 'system', content: 'You describe pictures.' },
    ];
    await chat(chatBody({ messages }));
    assert.deepEqual(server.lastRequest?.imageBytes, blue);
    assert.equal(server.lastRequest?.model, seeingModel);
    assert.equal(server.lastRequest?.instruction, 'You describe pictures.\n\nFirst.\n\nSecond.');
  });

  it('remembers them though the key was refused', async () => {
    await chat(chatBody(), { authorization: 'Bearer sk_refused' });
    assert.deepEqual(server.lastRequest?.imageBytes, blue);
    assert.equal(server.lastRequest?.model, seeingModel);
  });

  it('needs no key under /keyless, behind a fault too', async () => {
    const headers = { authorization: undefined };
    for (const prefix of ['/keyless', '/fault/slow-1', '/fault/slow-1/keyless']) {
      const { status } = await server.call({
        path: prefix + chatPath,
        body: chatBody(),
        ...(prefix.endsWith('keyless') ? { headers } : {}),
      });
      assert.equal(status, 200, prefix);
    }
  });

  describe('refuses as the image API does', () => {
    const refusals: Record<string, readonly [headers: object, body: string, status: number, reason: string]> =
      {
        'no key': [{ authorization: undefined }, chatBody(), 400, 'MISSING_API_KEY'],
        'a refused key': [{ authorization: 'Bearer sk_refused' }, '{}', 403, 'INVALID_API_KEY'],
        'a key of another service': [{ authorization: 'Bearer sk-or-v1-1' }, '{}', 403, 'INVALID_API_KEY'],
        'an empty account': [
          { authorization: 'Bearer sk_no_balance' },
          chatBody(),
          403,
          'NOT_ENOUGH_BALANCE',
        ],
        'another content type': [
          { 'content-type': 'application/json; charset=utf-8' },
          chatBody(),
          400,
          'INVALID_REQUEST_BODY',
        ],
        'a model that there is not': [{}, chatBody({ model: 'qwen/qwen-vl' }), 404, 'MODEL_NOT_FOUND'],
        'a picture cut short': [
          {},
          chatWithParts(
            imagePart(`data:image/png;base64,${blue.subarray(0, 90).toString('base64')}`),
            textPart(),
          ),
          400,
          'INVALID_IMAGE_FORMAT',
        ],
        'bytes that are no picture': [
          {},
          chatWithParts(imagePart('data:image/png;base64,AAAA'), textPart()),
          400,
          'INVALID_IMAGE_FORMAT',
        ],
      };
    for (const [what, [headers, body, status, reason]] of Object.entries(refusals)) {
      it(what, async () => {
        const answer = await chat(body, headers);
        assert.equal(answer.status, status);
        assert.equal(JSON.parse(answer.text).reason, reason);
      });
    }

    it('another method', async () => {
      const { status, headers } = await server.call({ path: chatPath });
      assert.deepEqual([status, headers.allow], [405, 'POST']);
    });
  });

  describe('refuses with a nested error', () => {
    const base64 = blue.toString('base64');
    const url = (text: unknown) => chatWithParts(imagePart(text), textPart());
    const messages = (...list: unknown[]) => chatBody({ messages: list });
    const flaws: Record<string, readonly [body: string, message: RegExp]> = {
      'a body that is not JSON': ['{', /JSON/],
      'a body that is no object': ['[]', /object/],
      'an empty object, as a probe of a key sends': ['{}', /model is required/],
      'no model': [chatBody({ model: undefined }), /model is required/],
      'a model that is no text': [chatBody({ model: 1 }), /model is required/],
      'a model for text only': [chatBody({ model: 'deepseek/deepseek-v3.2' }), /does not take images/],
      'no messages': [chatBody({ messages: undefined }), /messages is required/],
      'an empty list of messages': [messages(), /messages is required/],
      'a field of no document': [chatBody({ n: 1 }), /field n is not documented/],
      'a wish to stream': [chatBody({ stream: true }), /stream/],
      'tokens as text': [chatBody({ max_tokens: '300' }), /max_tokens/],
      'no tokens': [chatBody({ max_completion_tokens: 0 }), /max_completion_tokens/],
      'endless tokens': [chatBody({ max_tokens: -1 }), /max_tokens/],
      'too high a temperature': [chatBody({ temperature: 3 }), /temperature/],
      'too high a top_p': [chatBody({ top_p: 2 }), /top_p/],
      'a message that is no object': [messages('hello'), /object/],
      'a message with a field of no document': [
        messages({ role: 'user', content: [imagePart(), textPart()], images: [] }),
        /field images/,
      ],
      'another role': [messages({ role: 'tool', content: 'hello' }), /role/],
      'no content': [messages({ role: 'user' }), /content/],
      'text without a picture': [messages({ role: 'user', content: 'hello' }), /exactly one image_url/],
      'a picture of the system': [
        messages({ role: 'system', content: [imagePart(), textPart()] }),
        /only a message of the user/,
      ],
      'two pictures': [chatWithParts(imagePart(), imagePart(), textPart()), /exactly one image_url/],
      'a picture without a text': [chatWithParts(imagePart()), /needs a text part/],
      'an empty text': [chatWithParts(imagePart(), textPart(' ')), /not empty/],
      'another kind of part': [chatWithParts(imagePart(), textPart(), { type: 'input_audio' }), /type/],
      'a part with a field of no document': [
        chatWithParts({ ...imagePart(), cache: 1 }, textPart()),
        /field cache/,
      ],
      'an address as image_url': [
        chatWithParts({ type: 'image_url', image_url: blueUrl }, textPart()),
        /object with url/,
      ],
      'another detail': [
        chatWithParts({ type: 'image_url', image_url: { url: blueUrl, detail: 'best' } }, textPart()),
        /detail/,
      ],
      'bare base64': [url(base64), /must begin with data:/],
      'an address on the web': [url('https://example.com/a.png'), /must begin with data:/],
      'another format': [url(`data:image/webp;base64,${base64}`), /must begin with data:/],
      'the wrong format': [url(`data:image/jpeg;base64,${base64}`), /its bytes are image\/png/],
      'no data': [url('data:image/png;base64,'), /empty/],
      'a line break in the data': [url(`data:image/png;base64,${base64.slice(0, 8)}\n`), /white space/],
      'data without its padding': [url('data:image/png;base64,iVA'), /padded/],
    };
    for (const [what, [body, message]] of Object.entries(flaws)) {
      it(what, async () => {
        const { status, text } = await chat(body);
        assert.equal(status, 400, text);
        const { error } = JSON.parse(text);
        assert.equal(error.type, 'invalid_request_error');
        assert.match(error.message, message);
      });
    }
  });
});
