import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { problemOfAnswer } from '../../../src/engines/serviceErrors.ts';

describe("A service's own words", () => {
  const key = 'sk_0123456789';
  const quoted = (message: string) => {
    const problem = problemOfAnswer(
      { status: 500, headers: {}, body: '' },
      { reason: 'TASK_FAILED', message },
      { host: 'api.example', key },
    );
    return 'message' in problem && problem.message;
  };

  const examples: [behaviour: string, message: string, quote: string][] = [
    ['are quoted', 'the GPU is\n on fire', 'the GPU is on fire'],
    ['come without the key', `${key} is good`, '… is good'],
    ['come without the key, whatever is hidden in it', 'sk_01234\u0007\u202E56789 is good', '… is good'],
    ['come without a key that is cut off', `${'bad '.repeat(48)}${key}`, `${'bad '.repeat(48)}…`],
    ['come without a picture', `${'iVBORw0KGgo'.repeat(10)} is bad`, '… is bad'],
    ['come without a picture that is not in one piece', `${'iVBO\0Rw0KGgo'.repeat(10)} is bad`, '… is bad'],
    ['are cut off where they are long', 'bad '.repeat(100), 'bad '.repeat(50).trim()],
  ];
  for (const [behaviour, message, quote] of examples) {
    it(behaviour, () => assert.equal(quoted(message), quote));
  }
});

describe('An answer of chat completions', () => {
  const problemOf = (status: number, body: string) =>
    problemOfAnswer({ status, headers: {}, body }, body.startsWith('{') ? JSON.parse(body) : undefined, {
      host: 'api.example',
      key: undefined,
    });

  const gone: [service: string, status: number, body: string][] = [
    [
      'Ollama',
      404,
      '{"error":{"message":"model \\"llava\\" not found, try pulling it first","type":"not_found_error","param":null,"code":null}}',
    ],
    [
      'vLLM',
      404,
      '{"error":{"message":"The model `x` does not exist.","type":"NotFoundError","param":"model","code":404}}',
    ],
    [
      'an older vLLM',
      404,
      '{"object":"error","message":"The model `x` does not exist.","type":"NotFoundError","param":null,"code":404}',
    ],
    [
      'a vLLM behind a gateway that makes it a success',
      200,
      '{"object":"error","message":"The model `x` does not exist.","type":"NotFoundError","param":null,"code":404}',
    ],
    ['OpenRouter', 400, '{"error":{"message":"x is not a valid model ID","code":400}}'],
    [
      'OpenRouter, of one that nobody runs',
      404,
      '{"error":{"message":"No endpoints found for x.","code":404}}',
    ],
    [
      'OpenRouter, of one that nobody runs for images',
      404,
      '{"error":{"message":"No endpoints found that support image input","code":404}}',
    ],
    [
      'LiteLLM',
      400,
      '{"error":{"message":"/chat/completions: Invalid model name passed in model=x. Call `/v1/models` to view available models for your key.","type":"None","param":"None","code":"400"}}',
    ],
    [
      'DeepSeek',
      400,
      '{"error":{"message":"Model Not Exist","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}',
    ],
    [
      'Mistral',
      400,
      '{"object":"error","message":"Invalid model: x","type":"invalid_model","param":null,"code":"1500"}',
    ],
  ];
  for (const [service, status, body] of gone) {
    it(`says in the words of ${service} that the model is gone`, () => {
      assert.deepEqual(problemOf(status, body), { kind: 'serviceGone', host: 'api.example', gone: 'model' });
    });
  }

  const addressUnknown: [service: string, body: string][] = [
    ['a web server', '<html><body>No model here: 404 Not Found</body></html>'],
    ['llama.cpp', '{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}'],
    ['vLLM', '{"detail":"Not Found"}'],
    [
      'OpenAI, which repeats the address',
      '{"error":{"message":"Invalid URL (POST /model/v1/chat/completions)","type":"invalid_request_error","param":null,"code":null}}',
    ],
  ];
  for (const [service, body] of addressUnknown) {
    it(`says in the words of ${service} that the address is wrong`, () => {
      assert.deepEqual(problemOf(404, body), { kind: 'serviceGone', host: 'api.example', gone: 'address' });
    });
  }

  const imageRefused: [behaviour: string, message: string][] = [
    ['of the image', 'Failed to load image: cannot identify image file'],
    ['of the image and the model', 'The model x does not take images'],
  ];
  for (const [behaviour, message] of imageRefused) {
    it(`refuses the image where a 400 speaks ${behaviour}`, () => {
      assert.deepEqual(problemOf(400, JSON.stringify({ error: { message, code: 400 } })), {
        kind: 'imageRefused',
        host: 'api.example',
        message,
      });
    });
  }
});
