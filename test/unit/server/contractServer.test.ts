import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'mocha';
import { PNG } from 'pngjs';
import { startContractServer } from '../../server/contractServer.ts';
import { providers } from '../../server/providers.ts';
import { hostilePrompt, hugeAnswerBytes, redirectTarget } from '../../server/unusableAnswers.ts';
import { blue, fill, jpeg, padded, png } from './pictures.ts';
import { type Call, goodKey, until, useServer } from './useServer.ts';

const apiPath = '/v3/img2prompt';

describe('the contract server', () => {
  const server = useServer();
  const goodBody = bodyWith(blue);
  /** A good call of img2prompt unless told otherwise. */
  const withDefaults = (options: Partial<Call>): Call => ({
    path: apiPath,
    method: 'POST',
    body: goodBody,
    ...options,
  });
  const begin = (options: Partial<Call>) => server.begin(withDefaults(options));
  const call = (options: Partial<Call> = {}) => server.call(withDefaults(options));

  async function promptFor(image: Buffer, path = apiPath): Promise<string> {
    const { status, text } = await call({ path, body: bodyWith(image) });
    assert.equal(status, 200, text);
    return JSON.parse(text).prompt;
  }

  async function assertRefused(
    options: Partial<Call>,
    status: number,
    reason: string,
    message = /./,
  ): Promise<void> {
    const answer = await call(options);
    const body = JSON.parse(answer.text);
    assert.deepEqual({ ...body, message: '' }, { code: status, reason, message: '', metadata: {} });
    assert.match(body.message, message);
    assert.equal(answer.status, status);
    assert.equal(answer.headers['content-type'], 'application/json');
  }

  const lastRequest = () => server.lastRequest;

  describe('says that it is a stand-in', () => {
    it('on the page at /, with its keys and its faults', async () => {
      const { status, text, headers } = await call({ path: '/', method: 'GET', body: '' });
      assert.equal(status, 200);
      assert.match(headers['content-type'] ?? '', /^text\/plain/);
      assert.match(text, /stand-in/);
      assert.match(text, /no image model/);
      for (const told of [
        server.url,
        'sk_refused',
        'sk_no_balance',
        'slow-MILLISECONDS',
        'slow-body-MILLISECONDS',
        'chat-think',
        'one-vision-model',
        '/openapi/v1/billing/balance/detail',
        '/lmstudio/api/v0/models',
        ...providers.map(({ base }) => base),
        'RATE_LIMIT_EXCEEDED',
      ]) {
        assert.ok(text.includes(told), told);
      }
    });

    for (const [answer, path] of [
      ['a prompt', apiPath],
      ['a refusal', '/v3/other'],
      ['a fault', `/fault/html${apiPath}`],
    ] as const) {
      it(`in a header of ${answer}`, async () => {
        assert.match(String((await call({ path })).headers['x-stand-in']), /no image model/);
      });
    }

    it('in the line that it logs', async () => {
      const lines: string[] = [];
      const other = await startContractServer({ log: (line) => lines.push(line) });
      await other.close();
      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? '', /stand-in/);
      assert.ok(lines[0]?.includes(other.url));
    });
  });

  describe('describes the picture it received', () => {
    it('by a caption with size and colours, then modifiers of which some are repeated', async () => {
      const prompt = await promptFor(blue);
      const [caption, ...modifiers] = prompt.split(', ');
      assert.equal(caption, 'a wide 40 by 30 picture in deep blue');
      assert.ok(modifiers.length > 5);
      assert.ok(new Set(modifiers).size < modifiers.length);
    });

    it('in other words for another size, another colour, one other pixel', async () => {
      const onePixelOff = PNG.sync.read(blue);
      onePixelOff.data[0] = 21;
      const pictures = [
        blue,
        png(30, 40, [20, 40, 140, 255]),
        png(40, 30, [230, 120, 20, 255]),
        PNG.sync.write(onePixelOff),
      ];
      const prompts = await Promise.all(pictures.map((picture) => promptFor(picture)));
      assert.equal(new Set(prompts).size, pictures.length);
    });

    it('in the same words when it is sent again', async () => {
      assert.equal(await promptFor(blue), await promptFor(blue));
    });

    it('naming several colours, the commonest first', async () => {
      const picture = new PNG({ width: 10, height: 10 });
      fill(picture, 0, 60, [255, 255, 255, 255]);
      fill(picture, 60, 90, [200, 20, 20, 255]);
      fill(picture, 90, 100, [10, 10, 10, 255]);
      const prompt = await promptFor(PNG.sync.write(picture));
      assert.match(prompt, /^a square 10 by 10 picture in white and bright red with touches of black, /);
    });

    it('taking what is transparent for white', async () => {
      assert.match(await promptFor(png(8, 8, [0, 0, 0, 0])), /^a square 8 by 8 picture in white, /);
    });

    it('from a JPEG too', async () => {
      assert.match(await promptFor(jpeg(64, 32)), /^a wide 64 by 32 picture in bright orange, /);
    });
  });

  describe('accepts an image on the limit', () => {
    it('of 2048 x 2048 pixels', async () => {
      assert.match(await promptFor(png(2048, 2048, [9, 9, 9, 255])), /^a square 2048 by 2048 picture/);
    });

    it('of 30,000,000 bytes', async () => {
      assert.match(await promptFor(padded(blue, 30_000_000)), /^a wide 40 by 30 picture/);
    });
  });

  describe('refuses a request', () => {
    const base64 = blue.toString('base64');
    const invalidBody = (body: string | Buffer, message: RegExp) =>
      [{ body }, 400, 'INVALID_REQUEST_BODY', message] as const;
    const field = (value: unknown) => JSON.stringify({ image_file: value });

    const refusals: Record<string, readonly [Partial<Call>, number, string, RegExp?]> = {
      'to another path': [{ path: '/v3/img2img' }, 404, 'API_NOT_FOUND'],
      'to the path with a slash behind it': [{ path: `${apiPath}/` }, 404, 'API_NOT_FOUND'],
      'to the path with a query': [{ path: `${apiPath}?a=1` }, 404, 'API_NOT_FOUND'],
      'to a fault that there is not': [{ path: `/fault/none${apiPath}` }, 404, 'API_NOT_FOUND', /fault/],
      'by GET': [{ method: 'GET' }, 405, 'METHOD_NOT_ALLOWED'],
      'by PUT': [{ method: 'PUT' }, 405, 'METHOD_NOT_ALLOWED'],
      'with a chunked body': [
        { headers: { 'content-length': undefined, 'transfer-encoding': 'chunked' } },
        411,
        'LENGTH_REQUIRED',
      ],
      'without a content type': [
        { headers: { 'content-type': undefined } },
        400,
        'INVALID_REQUEST_BODY',
        /Content-Type/,
      ],
      'with a charset in its content type': [
        { headers: { 'content-type': 'application/json; charset=utf-8' } },
        400,
        'INVALID_REQUEST_BODY',
        /Content-Type/,
      ],
      'with a form for its body': [
        { headers: { 'content-type': 'multipart/form-data; boundary=x' } },
        400,
        'INVALID_REQUEST_BODY',
        /Content-Type/,
      ],
      'without a key': [{ headers: { authorization: undefined } }, 400, 'MISSING_API_KEY'],
      'with a key that no service made': [
        { headers: { authorization: 'Bearer key' } },
        403,
        'INVALID_API_KEY',
      ],
      'with a bare key': [{ headers: { authorization: 'sk_good' } }, 403, 'INVALID_API_KEY'],
      'with a key of two words': [{ headers: { authorization: `${goodKey} two` } }, 403, 'INVALID_API_KEY'],
      'with another scheme': [{ headers: { authorization: 'Basic sk_good' } }, 403, 'INVALID_API_KEY'],
      'with a refused key': [{ headers: { authorization: 'Bearer sk_refused_1' } }, 403, 'INVALID_API_KEY'],
      'with the key of an empty account': [
        { headers: { authorization: 'Bearer sk_no_balance_1' } },
        403,
        'NOT_ENOUGH_BALANCE',
      ],
      'with a refused key before it looks at the body': [
        { headers: { authorization: 'Bearer sk_refused' }, body: '{}' },
        403,
        'INVALID_API_KEY',
      ],
      'with an empty body': invalidBody('', /JSON/),
      'with a body that is not JSON': invalidBody('image_file=x', /JSON/),
      'with a body that is not UTF-8': invalidBody(Buffer.from('{"image_file":"\u00ff"}', 'latin1'), /UTF-8/),
      'with a byte order mark': invalidBody(`\ufeff${goodBody}`, /JSON/),
      'with a list for its body': invalidBody('[]', /object/),
      'with null for its body': invalidBody('null', /object/),
      'with an empty object, as a probe of a key sends': invalidBody('{}', /image_file is required/),
      'with a field too many': invalidBody(JSON.stringify({ image_file: base64, model: 'x' }), /only field/),
      'with an image that is not a string': invalidBody(field(1), /string/),
      'with an empty image': invalidBody(field(''), /empty/),
      'with a data: prefix': invalidBody(field(`data:image/png;base64,${base64}`), /data:/),
      'with a line break in the base64': invalidBody(
        field(`${base64.slice(0, 76)}\n${base64.slice(76)}`),
        /white space/,
      ),
      'with base64 of the URL alphabet': invalidBody(field('iVBO-_8='), /alphabet/),
      'with other characters in the base64': invalidBody(field('iVBO*A=='), /not base64/),
      'with base64 that lacks its padding': invalidBody(field('iVA'), /padded/),
      'with padding in the middle': invalidBody(field(`iVA=${base64}`), /canonical/),
      'with stray bits at the end of the base64': invalidBody(field('iVB='), /canonical/),
      'with an image of another format': [
        { body: bodyWith(Buffer.from('GIF89a\u0001\0\u0001\0')) },
        400,
        'INVALID_IMAGE_FORMAT',
        /neither PNG nor JPEG/,
      ],
      'with a PNG that is cut short': [
        { body: bodyWith(blue.subarray(0, blue.length - 20)) },
        400,
        'INVALID_IMAGE_FORMAT',
        /decoded/,
      ],
      'with a PNG of nothing but its signature': [
        { body: bodyWith(blue.subarray(0, 8)) },
        400,
        'INVALID_IMAGE_FORMAT',
        /decoded/,
      ],
      'with a JPEG that is cut short': [
        { body: bodyWith(jpeg(64, 32).subarray(0, 200)) },
        400,
        'INVALID_IMAGE_FORMAT',
        /decoded/,
      ],
      'with a picture too wide': [
        { body: bodyWith(png(2049, 1, [0, 0, 0, 255])) },
        400,
        'IMAGE_EXCEEDS_MAX_RESOLUTION',
        /2049 x 1/,
      ],
      'with a JPEG too high': [
        { body: bodyWith(jpeg(8, 2049)) },
        400,
        'IMAGE_EXCEEDS_MAX_RESOLUTION',
        /8 x 2049/,
      ],
      'with an image of a byte too many': [
        { body: bodyWith(padded(blue, 30_000_001)) },
        400,
        'IMAGE_FILE_EXCEEDS_MAX_SIZE',
        /30000001 bytes/,
      ],
    };
    for (const [how, [options, status, reason, message]] of Object.entries(refusals)) {
      it(how, () => assertRefused(options, status, reason, message));
    }

    it('whose body is over the cap, without reading it', async () => {
      const outgoing = begin({ headers: { 'content-length': '45000001' } });
      const responded = once(outgoing, 'response') as Promise<[IncomingMessage]>;
      outgoing.flushHeaders();
      const [response] = await responded;
      response.resume();
      outgoing.on('error', () => {}).destroy();
      assert.equal(response.statusCode, 400);
      assert.equal(lastRequest()?.bodySha256, undefined);
    });
  });

  describe('needs no key under /keyless', () => {
    const path = `/keyless${apiPath}`;

    it('and ignores one that is sent, but keeps it for the test to see', async () => {
      const { status } = await call({ path, headers: { authorization: 'Bearer sk_refused' } });
      assert.equal(status, 200);
      assert.equal(lastRequest()?.headers.authorization, 'Bearer sk_refused');
    });

    it('and is as strict about the rest', async () => {
      const headers = { authorization: undefined };
      assert.equal((await call({ path, headers })).status, 200);
      await assertRefused({ path, headers, body: '{}' }, 400, 'INVALID_REQUEST_BODY');
    });

    it('behind a fault too', async () => {
      const headers = { authorization: undefined };
      assert.equal((await call({ path: `/fault/slow-1${path}`, headers })).status, 200);
      await assertRefused({ path: `/fault/TASK_FAILED${path}`, headers }, 500, 'TASK_FAILED');
    });
  });

  describe('answers on demand with the documented error', () => {
    const aboutTheImage = {
      400: [
        'INVALID_REQUEST_BODY',
        'IMAGE_FILE_EXCEEDS_MAX_SIZE',
        'INVALID_IMAGE_FORMAT',
        'IMAGE_EXCEEDS_MAX_RESOLUTION',
        'INVALID_IMAGE_SIZE',
        'ILLEGAL_IMAGE_CONTENT',
        'ILLEGAL_PROMPT',
      ],
      500: ['BILLING_FAILED', 'TASK_FAILED'],
    };
    const aboutTheCaller = {
      400: ['BILLING_BALANCE_NOT_ENOUGH', 'MISSING_API_KEY'],
      401: ['FAILED_TO_AUTH'],
      403: [
        'INVALID_API_KEY',
        'BILLING_AUTH_FAILED',
        'NOT_ENOUGH_BALANCE',
        'API_NOT_ALLOWED',
        'FEATURE_NOT_ALLOWED',
        'ACCESS_DENY',
        'NEED_REAL_NAME_VERIFY',
      ],
      404: ['API_NOT_FOUND', 'MODEL_NOT_FOUND'],
      429: ['RATE_LIMIT_EXCEEDED', 'TOKEN_LIMIT_EXCEEDED'],
      503: ['SERVICE_NOT_AVAILABLE'],
    };
    for (const [status, reasons] of Object.entries(aboutTheImage)) {
      for (const reason of reasons) {
        it(`${reason}, to a good request`, async () => {
          const path = `/fault/${reason}${apiPath}`;
          await assertRefused({ path }, Number(status), reason);
          const headers = { authorization: undefined };
          await assertRefused({ path, headers }, 400, 'MISSING_API_KEY');
        });
      }
    }
    for (const [status, reasons] of Object.entries(aboutTheCaller)) {
      for (const reason of reasons) {
        it(`${reason}, to any request`, async () => {
          const path = `/fault/${reason}${apiPath}`;
          await assertRefused({ path }, Number(status), reason);
          await assertRefused(
            { path, headers: { authorization: undefined }, body: '{}' },
            Number(status),
            reason,
          );
        });
      }
    }
  });

  describe('goes wrong on demand', () => {
    const fault = (name: string, options: Partial<Call> = {}) =>
      call({ path: `/fault/${name}${apiPath}`, ...options });
    const assertConnectionBreaks = (name: string) => assert.rejects(fault(name), { code: 'ECONNRESET' });

    for (const status of [401, 403, 404, 410, 429, 500, 502]) {
      it(`bare-${status}: that status without JSON`, async () => {
        const answer = await fault(`bare-${status}`);
        assert.equal(answer.status, status);
        assert.throws(() => JSON.parse(answer.text));
      });
    }

    const unusable: Record<string, readonly [what: string, text: RegExp]> = {
      html: ['HTML under 200', /^<html>/],
      'broken-json': ['JSON that breaks off', /^\{"prompt":"[^"]*$/],
      'empty-prompt': ['an empty prompt', /^\{"prompt":""\}$/],
      'missing-prompt': ['no prompt', /^(?!.*prompt).*\}$/],
      'error-under-200': ['an error body under 200', /"reason":"NOT_ENOUGH_BALANCE"/],
    };
    for (const [name, [what, text]] of Object.entries(unusable)) {
      it(`${name}: ${what}`, async () => {
        const answer = await fault(name);
        assert.equal(answer.status, 200);
        assert.match(answer.text, text);
      });
    }

    it('half-json: the answer breaks in its middle', async () => {
      await assertConnectionBreaks('half-json');
      assert.equal(lastRequest()?.answeredStatus, 200);
      assert.equal(lastRequest()?.closedByClient, false);
    });

    it('redirect: to a path that tells who follows', async () => {
      const { status, headers } = await fault('redirect');
      assert.equal(status, 302);
      assert.equal(headers.location, redirectTarget);
      const followed = () => server.requests.some(({ path }) => path === redirectTarget);
      assert.equal(followed(), false);
      await fetch(server.url + redirectTarget);
      assert.equal(followed(), true);
    });

    it('huge-answer: far more than a prompt can be', async () => {
      const { status, text } = await fault('huge-answer');
      assert.equal(status, 200);
      assert.ok(text.length > hugeAnswerBytes);
      assert.ok(JSON.parse(text).prompt.length >= hugeAnswerBytes);
    });

    it('huge-answer: bears a client that has had enough', async () => {
      const outgoing = begin({ path: `/fault/huge-answer${apiPath}` });
      const responded = once(outgoing, 'response') as Promise<[IncomingMessage]>;
      outgoing.end(goodBody);
      const [response] = await responded;
      await once(response, 'readable');
      const seen = lastRequest();
      response.on('error', () => {}).destroy();
      await until(() => seen?.closedByClient === true);
    });

    it('hostile-prompt: whole, its lone surrogate too', async () => {
      const { text } = await fault('hostile-prompt');
      assert.equal(hostilePrompt.length, 100_000);
      assert.equal(JSON.parse(text).prompt, hostilePrompt);
      assert.equal(hostilePrompt.isWellFormed(), false);
    });

    it('echo-key: the key and the beginning of the image in its message', async () => {
      const { status, text } = await fault('echo-key');
      assert.equal(status, 403);
      const { reason, message } = JSON.parse(text);
      assert.equal(reason, 'INVALID_API_KEY');
      assert.ok(message.includes('sk_good'));
      assert.ok(message.includes(blue.toString('base64').slice(0, 500)));
    });

    it('echo-key: nothing to a probe, at which the key is good', async () => {
      const { text } = await fault('echo-key', { body: '{}' });
      assert.equal(JSON.parse(text).reason, 'INVALID_REQUEST_BODY');
    });

    it('flaky: every other image fails, beginning with the first; a probe is not counted', async () => {
      const other = await startContractServer();
      try {
        const path = `/fault/flaky/keyless${apiPath}`;
        const statuses: number[] = [];
        for (const body of [goodBody, '{}', goodBody, goodBody, goodBody]) {
          const headers = { 'content-type': 'application/json' };
          statuses.push((await fetch(other.url + path, { method: 'POST', headers, body })).status);
        }
        assert.deepEqual(statuses, [500, 400, 200, 500, 200]);
      } finally {
        await other.close();
      }
    });

    it('slow-50: the right answer, later', async () => {
      const began = performance.now();
      assert.deepEqual(JSON.parse((await fault('slow-50')).text), { prompt: await promptFor(blue) });
      assert.ok(performance.now() - began >= 50);
    });

    it('slow-60000: a refused key is refused at once', async () => {
      const headers = { authorization: 'Bearer sk_refused' };
      assert.equal((await fault('slow-60000', { headers })).status, 403);
    });

    for (const name of ['slow-60000', 'hang']) {
      it(`${name}: notices a client that goes away`, async () => {
        const outgoing = begin({ path: `/fault/${name}${apiPath}` });
        outgoing.on('error', () => {}).end(goodBody);
        const arrived = server.requests.length;
        await until(() => server.requests.length > arrived && lastRequest()?.bodySha256 !== undefined);
        const seen = lastRequest();
        assert.equal(seen?.closedByClient, false);
        outgoing.destroy();
        await until(() => seen?.closedByClient === true);
        assert.equal(seen?.answeredStatus, undefined);
      });
    }

    it('reset-before: without the body', async () => {
      await assertConnectionBreaks('reset-before');
      assert.equal(lastRequest()?.bodySha256, undefined);
      assert.equal(lastRequest()?.closedByClient, false);
    });

    it('reset-after-body: with the body', async () => {
      await assertConnectionBreaks('reset-after-body');
      assert.notEqual(lastRequest()?.bodySha256, undefined);
      assert.equal(lastRequest()?.closedByClient, false);
    });
  });

  describe('remembers a request', () => {
    it('with method, path, headers, time, hash of the body and the image', async () => {
      const began = Date.now();
      await call({ headers: { 'user-agent': 'a test' } });
      const received = lastRequest();
      assert.equal(received?.method, 'POST');
      assert.equal(received?.path, apiPath);
      assert.equal(received?.headers['user-agent'], 'a test');
      assert.ok(received.arrivedAtMs >= began && received.arrivedAtMs <= Date.now());
      assert.equal(received.bodySha256, createHash('sha256').update(goodBody).digest('hex'));
      assert.deepEqual(received.imageBytes, blue);
      assert.equal(received.answeredStatus, 200);
      assert.equal(received.closedByClient, false);
    });

    it('with the image, though it was refused', async () => {
      await call({ headers: { authorization: 'Bearer sk_refused' } });
      assert.deepEqual(lastRequest()?.imageBytes, blue);
      assert.equal(lastRequest()?.answeredStatus, 403);
    });

    it('that breaks off in its body', async () => {
      const outgoing = begin({ headers: { 'content-length': String(goodBody.length) } });
      const arrived = server.requests.length;
      outgoing.on('error', () => {}).write(goodBody.slice(0, 10));
      await until(() => server.requests.length > arrived);
      outgoing.destroy();
      await until(() => lastRequest()?.closedByClient === true);
      assert.equal(lastRequest()?.bodySha256, undefined);
    });
  });

  it('serves on the port it is given', async () => {
    const other = await startContractServer();
    await other.close();
    const again = await startContractServer({ port: Number(new URL(other.url).port) });
    assert.equal(again.url, other.url);
    await again.close();
  });

  it('closes although an answer is due', async () => {
    const other = await startContractServer();
    const headers = { 'content-type': 'application/json' };
    const waiting = fetch(`${other.url}/fault/hang/keyless${apiPath}`, {
      method: 'POST',
      headers,
      body: goodBody,
    });
    await until(() => other.requests[0]?.bodySha256 !== undefined);
    await Promise.all([other.close(), assert.rejects(waiting)]);
    assert.equal(other.requests[0]?.closedByClient, false);
  });
});

function bodyWith(image: Buffer): string {
  return JSON.stringify({ image_file: image.toString('base64') });
}
