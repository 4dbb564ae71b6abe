import assert from 'node:assert/strict';
import { randomFillSync } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { ConfigurationTarget, Uri, window, workspace } from 'vscode';
import type { Problem } from '../../src/core/promptError.ts';
import { type ContractServer, startContractServer } from '../server/contractServer.ts';
import { Faults } from '../server/faults.ts';
import { type PictureServer, startPictureServer } from '../server/pictureServer.ts';
import { startProxyServer } from '../server/proxyServer.ts';
import { startTlsService } from '../server/tlsService.ts';
import { filesUnder, filesWith, tracesOfKey, tracesOfPicture } from '../traces.ts';
import { freshFeatures } from './freshFeatures.ts';
import { castle, closeAllEditors, sample, set } from './scene.ts';
import { type Message, useStandIns } from './standIns.ts';

// With characters that base64 and addresses write otherwise.
const key = 'sk_stored+error/0123456789abcdefghij=';
const typedKey = 'sk_typed+error/9876543210jihgfedcba=';

/** A model of the contract server that takes images. */
const model = 'qwen/qwen3-vl-8b-instruct';

type Kind = Problem['kind'];
type Engine = 'img2prompt' | 'vision' | 'auto';

/** `HOST` in a sentence stands for the host of the service. */
type ErrorRow = readonly [
  fault: string,
  kind: Kind,
  sentence: string,
  buttons: readonly string[],
  requests: number,
  options?: {
    readonly engine?: Engine;
    readonly timeoutSeconds?: number;
    /** A picture that no buffer on the way takes whole, so that a connection can break within it. */
    readonly isLarge?: boolean;
  },
];

const refusal = (words: string) => `HOST rejected castle.png. Select another image. Response: "${words}"`;
const keyRefused = (words: string) =>
  `HOST rejected the API key. Set another key and try again. Response: "${words}"`;
const account = (words: string) =>
  `Your account at HOST doesn't allow this. Check your account, or set another API key. Response: "${words}"`;
const failing = (status: number, words?: string) =>
  `HOST returned an error (HTTP ${status}). Try again later.${words ? ` Response: "${words}"` : ''}`;
const noBalance = 'Your account at HOST has no balance left. Top up and try again.';
const busy = 'Too many requests to HOST. Wait a minute and try again.';
const busyFor = (seconds: number) => `Too many requests to HOST. Try again in ${seconds} s.`;
const apiGone = 'HOST no longer offers Image to Prompt. Select another engine.';
const addressGone = 'HOST offers no API at this address. Check the address in settings.';
const modelGone = "The selected model isn't available (HOST). Select another one.";
const notJson = 'HOST returned something other than a prompt. Check the address in settings.';
const noPrompt = 'HOST returned no prompt. Try again.';
const tooLong = 'HOST returned far more than a prompt. Check the address in settings.';
const redirected = "HOST redirects to another address, which isn't followed. Check the address in settings.";
const brokenOff = 'The connection to HOST was lost. Try again.';
const tooSlow = "HOST didn't respond within 1 s. Try again, or increase the timeout in settings.";

const choose = ['Select Image...'];
const retry = ['Retry'];
const retryAndLog = ['Retry', 'Show Log'];
const retryAndMore = ['Retry', 'Open Settings', 'Show Log'];
const retryAndSettings = ['Retry', 'Open Settings'];
const setKey = ['Set API Key'];
const selectEngine = ['Select Engine'];
const openSettings = ['Open Settings'];

const vision = { engine: 'vision' } as const;

/** Faults that end in an error message. At most two requests are made where another may help. */
const errors: readonly ErrorRow[] = [
  ['INVALID_REQUEST_BODY', 'imageRefused', refusal('invalid request body'), choose, 1],
  ['IMAGE_FILE_EXCEEDS_MAX_SIZE', 'imageRefused', refusal('image file exceeds the maximum size'), choose, 1],
  ['INVALID_IMAGE_FORMAT', 'imageRefused', refusal('invalid image format'), choose, 1],
  [
    'IMAGE_EXCEEDS_MAX_RESOLUTION',
    'imageRefused',
    refusal('image exceeds the maximum resolution'),
    choose,
    1,
  ],
  ['INVALID_IMAGE_SIZE', 'imageRefused', refusal('invalid image size'), choose, 1],
  ['ILLEGAL_IMAGE_CONTENT', 'imageRefused', refusal('illegal image content'), choose, 1],
  ['ILLEGAL_PROMPT', 'imageRefused', refusal('illegal prompt'), choose, 1],
  ['BILLING_BALANCE_NOT_ENOUGH', 'noBalance', noBalance, retry, 1],
  ['NOT_ENOUGH_BALANCE', 'noBalance', noBalance, retry, 1],
  ['BILLING_AUTH_FAILED', 'keyRefused', account('billing auth failed'), setKey, 1],
  ['API_NOT_ALLOWED', 'keyRefused', account('api not allowed'), setKey, 1],
  ['FEATURE_NOT_ALLOWED', 'keyRefused', account('feature not allowed'), setKey, 1],
  ['ACCESS_DENY', 'keyRefused', account('access denied'), setKey, 1],
  ['NEED_REAL_NAME_VERIFY', 'keyRefused', account('real-name verification needed'), setKey, 1],
  ['API_NOT_FOUND', 'serviceGone', apiGone, selectEngine, 1],
  ['API_NOT_FOUND', 'serviceGone', apiGone, selectEngine, 2, { engine: 'auto' }],
  ['echo-key', 'keyRefused', keyRefused('refused: Bearer … …'), setKey, 3],
  ['MODEL_NOT_FOUND', 'serviceGone', modelGone, selectEngine, 1, vision],
  ['RATE_LIMIT_EXCEEDED', 'rateLimited', busy, retry, 2],
  ['TOKEN_LIMIT_EXCEEDED', 'rateLimited', busy, retry, 2],
  ['BILLING_FAILED', 'serviceFailing', failing(500, 'billing failed'), retryAndLog, 1],
  ['TASK_FAILED', 'serviceFailing', failing(500, 'task failed'), retryAndLog, 1],
  ['SERVICE_NOT_AVAILABLE', 'serviceFailing', failing(503, 'service not available'), retryAndLog, 2],
  ['retired', 'serviceGone', apiGone, selectEngine, 1],
  ['retired-410', 'serviceGone', apiGone, selectEngine, 1],

  ['nested-402', 'noBalance', noBalance, retry, 1, vision],
  ['nested-404', 'serviceGone', modelGone, selectEngine, 1, vision],
  ['nested-429', 'rateLimited', busy, retry, 2, vision],
  ['nested-500', 'serviceFailing', failing(500, 'The server had an error.'), retryAndLog, 1, vision],
  ['nested-503', 'serviceFailing', failing(503, 'The server is overloaded.'), retryAndLog, 2, vision],
  [
    'nested-error-under-200',
    'serviceFailing',
    failing(502, 'Provider returned error'),
    retryAndLog,
    1,
    vision,
  ],

  ['bare-404', 'serviceGone', addressGone, openSettings, 1],
  ['bare-410', 'serviceGone', apiGone, selectEngine, 1],
  ['bare-429', 'rateLimited', busy, retry, 2],
  ['bare-500', 'serviceFailing', failing(500), retryAndLog, 1],
  ['bare-502', 'serviceFailing', failing(502), retryAndLog, 1],

  ['html', 'answerUnusable', notJson, openSettings, 1],
  ['broken-json', 'answerUnusable', notJson, openSettings, 1],
  ['half-json', 'unreachable', brokenOff, retryAndMore, 1],
  ['redirect', 'answerUnusable', redirected, openSettings, 1],
  ['empty-prompt', 'answerUnusable', noPrompt, retry, 1],
  ['missing-prompt', 'answerUnusable', noPrompt, retry, 1],
  ['error-under-200', 'noBalance', noBalance, retry, 1],
  ['huge-answer', 'answerUnusable', tooLong, openSettings, 1],
  ['chat-refusal', 'answerUnusable', noPrompt, retry, 1, vision],
  ['chat-cut', 'answerUnusable', noPrompt, retry, 1, vision],

  ['reset-before', 'unreachable', brokenOff, retryAndMore, 2, { isLarge: true }],
  ['reset-within-body', 'unreachable', brokenOff, retryAndMore, 2, { isLarge: true }],
  ['reset-after-body', 'unreachable', brokenOff, retryAndMore, 1],
  ['hang', 'timedOut', tooSlow, retryAndSettings, 1, { timeoutSeconds: 1 }],
  ['slow-5000', 'timedOut', tooSlow, retryAndSettings, 1, { timeoutSeconds: 1 }],
  ['slow-headers-5000', 'timedOut', tooSlow, retryAndSettings, 1, { timeoutSeconds: 1 }],
  ['slow-body-5000', 'timedOut', tooSlow, retryAndSettings, 1, { timeoutSeconds: 1 }],

  ['flaky', 'serviceFailing', failing(500, 'task failed'), retryAndLog, 1],
  ['429-always', 'rateLimited', busyFor(1), retry, 2],
  ['429-hour', 'rateLimited', busyFor(3600), retry, 1],
];

/** Faults at which the user is asked for another key, and told that this one will not do, either. */
const refusedKeys: readonly [fault: string, engine?: Engine][] = [
  ['MISSING_API_KEY'],
  ['FAILED_TO_AUTH'],
  ['INVALID_API_KEY'],
  ['bare-401'],
  ['bare-403'],
  ['nested-401', 'vision'],
];

/** Without anything of what models wrap prompts in. */
const plainPrompt = /^a wide 800 by 600 [^<>`"\n]+\n$/;

/** Faults in spite of which a prompt comes. */
const prompts: readonly [fault: string, requests: number, engine?: Engine, prompt?: RegExp][] = [
  ['429-then-ok', 2],
  ['429-date', 2],
  ['429-no-header-then-ok', 2],
  ['503-then-ok', 2],
  ['bad-day', 1],
  ['slow-20', 1],
  ['slow-headers-20', 1],
  ['slow-body-20', 1],
  ['hostile-prompt', 1, 'img2prompt', /^a harmless beginning, second line/],
  ['balance-forbidden', 1],
  ['chat-think', 1, 'vision'],
  ['chat-reasoning', 1, 'vision'],
  ['chat-lead-in', 1, 'vision'],
  ['chat-quotes', 1, 'vision'],
  ['chat-fence', 1, 'vision'],
  ['chat-all', 1, 'vision'],
  ['chat-content-parts', 1, 'vision'],
];

/** Faults of the list of models, and what becomes of the first model that there is to choose, or of one that is typed. */
const modelLists: readonly [
  fault: string,
  sentence: string | undefined,
  buttons: readonly string[],
  requests: number,
][] = [
  ['one-vision-model', undefined, [], 2],
  ['no-vision-model', refusal('the model deepseek/deepseek-v3.2 does not take images'), choose, 2],
  ['no-models', modelGone, selectEngine, 4],
];

describe('Every error', function () {
  this.timeout(60_000);
  const { shown, log } = useStandIns(typedKey);
  /** All that was to be seen or read, and where. */
  const record: { readonly place: string; readonly words: string }[] = [];
  let server: ContractServer;
  let host: string;
  let large: Uri;

  before(async () => {
    server = await startContractServer();
    host = new URL(server.url).host;
    large = sample('large.png');
    writeFileSync(large.fsPath, noise(2048));
    await set('maxAttempts', 2);
  });
  afterEach(async () => {
    for (const [place, words] of Object.entries(shown)) record.push({ place, words: JSON.stringify(words) });
    for (const document of workspace.textDocuments) {
      record.push({ place: document.uri.toString(), words: document.getText() });
    }
    await closeAllEditors();
  });
  after(async () => {
    for (const name of [...Object.keys(settingsFor('img2prompt', '')), 'maxAttempts'])
      await set(name, undefined);
    rmSync(large.fsPath);
    await server.close();
  });

  const settingsFor = (engine: Engine, base: string, timeoutSeconds?: number) => ({
    engine,
    baseUrl: base,
    'vision.baseUrl': `${base}/openai/v1`,
    'vision.model': model as string | undefined,
    requestTimeoutSeconds: timeoutSeconds,
  });

  const secretsWith = (stored: string) => {
    const typed = new Map<string, string>();
    return {
      get: async (name: string) => typed.get(name) ?? stored,
      store: async (name: string, value: string) => void typed.set(name, value),
      delete: async () => {},
    };
  };

  /** Generates a prompt into a new document; how many requests that took, and the document's text. */
  async function generate(
    settings: Readonly<Record<string, unknown>>,
    picture: Uri = sample('castle.png'),
  ): Promise<{ requests: number; prompt: string | undefined }> {
    for (const [name, value] of Object.entries(settings)) await set(name, value);
    const before = server.requests.length;
    const { commands, close } = freshFeatures(secretsWith(key), log);
    await commands['img2prompt.openInNewDocument']?.(picture, undefined);
    await close();
    const prompt = window.activeTextEditor?.document.getText();
    return { requests: server.requests.length - before, prompt };
  }

  const generateAt = (fault: string, engine: Engine, timeoutSeconds?: number, picture?: Uri) =>
    generate(settingsFor(engine, `${server.url}/fault/${fault}`, timeoutSeconds), picture);

  const error = (sentence: string, buttons: readonly string[], name = host): Message => ({
    severity: 'error',
    sentence: sentence.replace('HOST', name),
    buttons,
  });
  const loggedKind = () => /"kind":"(\w+)"/.exec(shown.logged.join('\n'))?.[1];

  it('that the contract server can state is in one of the tables here', () => {
    const listed = new Faults().list().map(({ name }) => name);
    const rows = [...errors, ...refusedKeys, ...prompts, ...modelLists].map(([fault]) => fault);
    const named = rows.map((fault) =>
      listed.includes(fault) ? fault : fault.replace(/\d+$/, 'MILLISECONDS'),
    );
    assert.deepEqual([...new Set(named)].sort(), listed.sort());
  });

  for (const [fault, kind, sentence, buttons, requests, options = {}] of errors) {
    const { engine = 'img2prompt', timeoutSeconds, isLarge } = options;
    it(`${fault} is ${kind}, says so with its buttons, after ${requests} requests of ${engine}`, async () => {
      const outcome = await generateAt(fault, engine, timeoutSeconds, isLarge ? large : undefined);
      assert.deepEqual(shown.messages, [error(sentence, buttons)]);
      assert.equal(loggedKind(), kind);
      assert.deepEqual(outcome, { requests, prompt: undefined });
    });
  }

  for (const [fault, engine = 'img2prompt'] of refusedKeys) {
    it(`${fault} has the user enter another key, which is checked without the picture`, async () => {
      const outcome = await generateAt(fault, engine);
      assert.deepEqual(shown.complaintsOfKeyBox, [
        `${host} rejected the current API key. Enter another one.`,
        `${host} rejected this API key. Check it and try again.`,
      ]);
      assert.deepEqual(shown.messages, []);
      assert.deepEqual(outcome, { requests: 2, prompt: undefined });
      const checked = server.requests.at(-1);
      assert.equal(checked?.headers.authorization, `Bearer ${typedKey}`);
      assert.equal(checked?.imageBytes, undefined);
    });
  }

  for (const [fault, requests, engine = 'img2prompt', prompt = plainPrompt] of prompts) {
    it(`${fault} is none: a prompt comes after ${requests} requests of ${engine}`, async () => {
      const outcome = await generateAt(fault, engine);
      assert.deepEqual(shown.messages, []);
      assert.match(outcome.prompt ?? '', prompt);
      assert.equal(outcome.requests, requests);
    });
  }

  for (const fault of ['retired', 'retired-410']) {
    it(`${fault} is none for auto: the vision model takes over, which the user is told`, async () => {
      const { requests, prompt } = await generateAt(fault, 'auto');
      assert.deepEqual(shown.messages, [
        {
          severity: 'information',
          sentence: `${host} no longer offers Image to Prompt. From now on, its model ${model} generates your prompts with the same API key.`,
          buttons: ['Select Engine'],
        },
      ]);
      assert.match(prompt ?? '', castle);
      assert.equal(requests, 2);
    });
  }

  for (const [fault, sentence, buttons, requests] of modelLists) {
    it(`${fault} ends in ${sentence === undefined ? 'a prompt' : 'an error'} after ${requests} requests`, async () => {
      const base = `${server.url}/fault/${fault}`;
      const outcome = await generate({ ...settingsFor('vision', base), 'vision.model': undefined });
      assert.deepEqual(shown.messages, sentence === undefined ? [] : [error(sentence, buttons)]);
      assert.equal(outcome.prompt !== undefined, sentence === undefined);
      assert.equal(outcome.requests, requests);
    });
  }

  describe('that keeps a picture from being sent at all', () => {
    const setProxy = (proxy: string | undefined) =>
      workspace.getConfiguration('http').update('proxy', proxy, ConfigurationTarget.Global);

    const addresses: [what: string, address: string, host: string, sentence: string][] = [
      [
        'no address of a service',
        'ftp://images.example',
        '',
        "This isn't a valid service address. Use one such as https://api.novita.ai.",
      ],
      [
        'http to another machine',
        'http://images.example',
        'images.example',
        "The address of HOST uses HTTP, which isn't encrypted. Use HTTPS instead.",
      ],
      [
        'a password in the address',
        'https://name:secret@images.example',
        'images.example',
        'The address of HOST contains a username or password. Remove it and set an API key instead.',
      ],
    ];
    for (const [what, address, name, sentence] of addresses) {
      it(`${what} leads to the settings`, async () => {
        await generate(settingsFor('img2prompt', address));
        assert.deepEqual(shown.messages, [error(sentence, openSettings, name)]);
        assert.equal(loggedKind(), 'unreachable');
        assert.doesNotMatch(JSON.stringify(shown), /secret/);
      });
    }

    it('nothing that answers there is said', async () => {
      const stopped = await startContractServer();
      await stopped.close();
      await generate(settingsFor('img2prompt', stopped.url));
      const sentence =
        'HOST refused the connection. Check that the server is running and that its address is correct.';
      assert.deepEqual(shown.messages, [error(sentence, retryAndMore, new URL(stopped.url).host)]);
    });

    it('a name that nobody knows is said', async () => {
      await generate(settingsFor('img2prompt', 'https://images.invalid'));
      const sentence = "Couldn't find HOST. Check your network connection and the address in settings.";
      assert.deepEqual(shown.messages, [error(sentence, retryAndMore, 'images.invalid')]);
    });

    it('a server that does not speak https is said', async () => {
      await generate(settingsFor('img2prompt', server.url.replace('http:', 'https:')));
      const sentence =
        "HOST doesn't support HTTPS. Check whether its address should start with http instead.";
      assert.deepEqual(shown.messages, [error(sentence, retryAndMore)]);
    });

    it('a certificate that nobody vouches for is said', async () => {
      const service = await startTlsService();
      await generate(settingsFor('img2prompt', `https://localhost:${service.port}`));
      const sentence =
        "The certificate of HOST isn't trusted, so nothing was sent. Check the address in settings and your network connection.";
      assert.deepEqual(shown.messages, [error(sentence, retryAndMore, `localhost:${service.port}`)]);
      assert.deepEqual(service.requests, []);
      await service.close();
    });

    it('a proxy that wants another password is said, without the password', async () => {
      const proxy = await startProxyServer({ authorization: 'Basic other' });
      await setProxy(proxy.url.replace('//', '//user:secret@'));
      await generate(settingsFor('img2prompt', 'https://service.example'));
      await setProxy(undefined);
      const sentence =
        "Couldn't reach HOST through the proxy. Check the proxy and its password in the setting http.proxy.";
      assert.deepEqual(shown.messages, [error(sentence, retryAndMore, 'service.example')]);
      assert.ok(proxy.asked.length > 0);
      assert.doesNotMatch(JSON.stringify(shown), /secret|dXNlcj/);
      await proxy.close();
    });
  });

  describe('that keeps an image of the web from being downloaded', () => {
    let pictures: PictureServer;
    before(async () => {
      pictures = await startPictureServer(readFileSync(sample('castle.png').fsPath));
    });
    after(() => pictures.close());

    const browser = ['Open in Browser', 'Select Image...'];
    const again = ['Retry', 'Show Log', 'Select Image...'];
    const rows: [path: string, sentence: string, buttons: string[], requests: number][] = [
      ['/status/404', "404 wasn't found on HOST (HTTP 404). Check its address in the document.", browser, 1],
      ['/status/410', "410 wasn't found on HOST (HTTP 410). Check its address in the document.", browser, 1],
      [
        '/status/403?signature=secret',
        'HOST denied access to 403 (HTTP 403). Open it in a browser and save it first.',
        browser,
        1,
      ],
      [
        '/status/500',
        "HOST returned an error (HTTP 500), so 500 wasn't downloaded. Try again later.",
        again,
        1,
      ],
      [
        '/status/503',
        "HOST returned an error (HTTP 503), so 503 wasn't downloaded. Try again later.",
        again,
        2,
      ],
      [
        '/page',
        "page on HOST isn't an image. Check its address in the document, or open it in a browser.",
        browser,
        1,
      ],
      [
        '/huge',
        "huge is larger than 30 MB, so it wasn't downloaded from HOST. Open it in a browser and save it first.",
        browser,
        1,
      ],
      [
        '/away',
        "HOST redirects away to an address that isn't followed. Open it in a browser and save it first.",
        browser,
        1,
      ],
      ['/broken', 'The connection to HOST was lost while downloading broken. Try again.', again, 2],
      [
        '/hang',
        'Downloading hang from HOST took longer than 1 s. Try again, or increase the timeout in settings.',
        ['Retry', 'Open Settings', 'Select Image...'],
        1,
      ],
    ];
    for (const [path, sentence, buttons, requests] of rows) {
      it(`${path} is said of the host of the image, and the engine is not asked`, async () => {
        const before = pictures.requests.length;
        const settings = settingsFor('img2prompt', server.url, path === '/hang' ? 1 : undefined);
        const outcome = await generate(settings, Uri.parse(pictures.url + path));
        assert.deepEqual(shown.messages, [error(sentence, buttons, pictures.host)]);
        assert.equal(loggedKind(), 'imageUnreadable');
        assert.doesNotMatch(JSON.stringify(shown), /secret/);
        assert.deepEqual(outcome, { requests: 0, prompt: undefined });
        assert.equal(pictures.requests.length - before, requests);
        assert.equal(pictures.requests.at(-1)?.headers.authorization, undefined);
      });
    }

    const unreachable = async (address: string, sentence: string, buttons = again) => {
      await generate(settingsFor('img2prompt', server.url), Uri.parse(address));
      assert.deepEqual(shown.messages, [error(sentence, buttons, new URL(address).host)]);
    };

    it('nothing that answers there is said', async () => {
      const stopped = await startPictureServer(new Uint8Array());
      await stopped.close();
      const sentence =
        "HOST refused the connection, so a.png wasn't downloaded. Check that the server is running.";
      await unreachable(`${stopped.url}/a.png`, sentence);
    });

    it('a name that nobody knows is said', async () => {
      const sentence =
        "Couldn't find HOST, so a.png wasn't downloaded. Check your network connection and the address in the document.";
      await unreachable('https://images.invalid/a.png', sentence);
    });

    it('a server that does not speak https is said', async () => {
      const sentence =
        "HOST doesn't support HTTPS. Check whether the address of a.png should start with http instead.";
      await unreachable(`${pictures.url.replace('http:', 'https:')}/a.png`, sentence);
    });

    it('a certificate that nobody vouches for is said', async () => {
      const service = await startTlsService();
      const sentence =
        "The certificate of HOST isn't trusted, so a.png wasn't downloaded. Check the address in the document and your network connection.";
      await unreachable(`https://localhost:${service.port}/a.png`, sentence);
      assert.deepEqual(service.requests, []);
      await service.close();
    });

    it('a proxy that wants another password is said, without the password', async () => {
      const proxy = await startProxyServer({ authorization: 'Basic other' });
      const http = workspace.getConfiguration('http');
      await http.update('proxy', proxy.url.replace('//', '//user:secret@'), ConfigurationTarget.Global);
      const sentence =
        "Couldn't reach HOST through the proxy, so a.png wasn't downloaded. Check the proxy and its password in the setting http.proxy.";
      const buttons = ['Retry', 'Open Settings', 'Show Log', 'Select Image...'];
      await unreachable('https://images.example/a.png', sentence, buttons);
      await http.update('proxy', undefined, ConfigurationTarget.Global);
      assert.doesNotMatch(JSON.stringify(shown), /secret|dXNlcj/);
      await proxy.close();
    });
  });

  describe('of the secret storage', () => {
    const failing = async () => assert.fail('no keyring');
    const failingSecrets = { get: failing, store: failing, delete: failing };

    it('is said once, and the key serves until the window closes', async () => {
      for (const [name, value] of Object.entries(settingsFor('img2prompt', server.url)))
        await set(name, value);
      const { commands, close } = freshFeatures(failingSecrets, log);
      for (const image of ['castle.png', 'lighthouse.jpg']) {
        await commands['img2prompt.openInNewDocument']?.(sample(image), undefined);
      }
      await close();
      assert.deepEqual(shown.messages, [
        {
          severity: 'warning',
          sentence:
            "VS Code can't access the system keyring, so the API key is kept only until this window closes.",
          buttons: ['Open Troubleshooting Guide'],
        },
      ]);
      assert.equal(server.requests.at(-1)?.headers.authorization, `Bearer ${typedKey}`);
      assert.equal(server.requests.at(-1)?.answeredStatus, 200);
    });

    it('keeps a key from being removed, and says so', async () => {
      const { commands, close } = freshFeatures(failingSecrets, log);
      await commands['img2prompt.removeApiKey']?.(undefined, undefined);
      await close();
      const sentence =
        "VS Code couldn't access its secret storage, where the API key is kept. See the log for details.";
      assert.deepEqual(shown.messages, [error(sentence, ['Show Log'])]);
      assert.equal(loggedKind(), 'storageFailed');
    });
  });

  describe('gives neither a key nor a picture away', () => {
    const traces = () => [
      ...tracesOfKey(key),
      ...tracesOfKey(typedKey),
      ...tracesOfPicture(readFileSync(sample('castle.png').fsPath)),
      ...tracesOfPicture(readFileSync(large.fsPath)),
    ];

    it('in a message, a log line, an error in the log, or a document', () => {
      const places = new Set(record.map(({ place }) => place));
      for (const place of ['messages', 'complaintsOfKeyBox', 'logged']) assert.ok(places.has(place), place);
      assert.ok(record.some(({ words }) => words.includes('ECONNRESET')));
      const secrets = traces().map(String);
      const telling = record.filter(({ words }) => secrets.some((secret) => words.includes(secret)));
      assert.deepEqual(telling, []);
    });

    it('in a file of the window, or of the workspace', () => {
      const folders = [process.env.HOST_TEST_DATA ?? '', sample('.').fsPath];
      const files = folders.flatMap(filesUnder);
      assert.ok(files.includes(join(folders[1] ?? '', 'castle.png')));
      assert.ok(files.some((file) => file.endsWith('settings.json')));
      assert.deepEqual(filesWith(traces(), files), []);
    });
  });
});

/** A square PNG that cannot be made smaller. */
function noise(sidePx: number): Buffer {
  const picture = new PNG({ width: sidePx, height: sidePx, colorType: 2 });
  randomFillSync(picture.data);
  for (let alpha = 3; alpha < picture.data.length; alpha += 4) picture.data[alpha] = 255;
  return PNG.sync.write(picture, { colorType: 2, deflateLevel: 0 });
}
