import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'mocha';
import type { Brief } from '../../../src/core/brief.ts';
import { checkout } from '../../window/checkout.ts';
import { temporaryFolder } from '../../window/temporaryFolder.ts';
import { prepared } from '../engines/prepared.ts';
import { type EnginesOfCopy, loadEngines } from './loadEngines.ts';
import { applyBlock, blocksIn } from './workedExample.ts';

const blocks = blocksIn(readFileSync('docs/newEngine.md', 'utf8'));
const notCopied = new Set(['.git', '.vscode-test', 'dist', 'node_modules', 'out']);

describe('The new engine of docs/newEngine.md', function () {
  this.timeout(60_000);
  const copy = temporaryFolder();

  /** What a program of the copy prints; its failure is the test's. */
  async function run(program: string, ...options: string[]): Promise<string> {
    const running = promisify(execFile)(process.execPath, [program, ...options], { cwd: copy.path });
    return (await running.catch(({ stdout, stderr }) => assert.fail(`${program}:\n${stdout}${stderr}`)))
      .stdout;
  }

  before(async () => {
    const filter = (path: string) => !notCopied.has(basename(path));
    cpSync(checkout, copy.path, { recursive: true, filter });
    symlinkSync(join(checkout, 'node_modules'), join(copy.path, 'node_modules'), 'junction');
    for (const block of blocks) applyBlock(copy.path, block);
    await run('scripts/manifestTables.ts');
  });
  after(() => copy.remove());

  it('passes the type check', async () => {
    const include = ['src', 'test/unit/engines', 'test/unit/manifest.test.ts'];
    const project = { extends: './tsconfig.json', include, exclude: ['src/historyView'] };
    writeFileSync(join(copy.path, 'tsconfig.copy.json'), JSON.stringify(project));
    await run('node_modules/typescript/bin/tsc', '--project', 'tsconfig.copy.json');
  });

  it('is written as the linter wants it', async () => {
    const files = new Set(blocks.map(({ path }) => path));
    await run('node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off', ...files);
  });

  it('passes its own tests, and those of the manifest, the languages and the README', async () => {
    const tests = ['engines/interrogate', 'manifest', 'languages', 'documents/readme'];
    const files = tests.map((name) => `test/unit/${name}.test.ts`);
    const printed = await run(
      'node_modules/mocha/bin/mocha.js',
      '--no-config',
      '--timeout',
      '30000',
      ...files,
    );
    assert.match(printed, /The engine interrogate/);
  });

  describe('once the user has chosen it', () => {
    const castle = Buffer.from('a picture of a castle');
    const brief: Brief = { style: 'tags', customInstruction: '', language: '' };
    let engines: EnginesOfCopy;
    let answer: (request: IncomingMessage, response: ServerResponse) => unknown;
    const server = createServer((request, response) => answer(request, response));

    before(async () => {
      engines = await loadEngines(copy.path);
      await engines.select('Automatic1111');
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      engines.settings['interrogate.baseUrl'] = `http://127.0.0.1:${port}`;
    });
    after(async () => {
      await engines.close();
      server.close();
    });

    const describeCastle = async (signal = new AbortController().signal) =>
      (await engines.current()).describe(prepared(castle), brief, signal);
    /** Of a copied class, which is another than that of these sources. */
    const isOfKind = (kind: string) => (error: { problem?: { kind: string } }) =>
      error.problem?.kind === kind;

    it('is in the settings', () => {
      assert.equal(engines.settings.engine, 'interrogate');
    });

    it('turns a picture into its prompt', async () => {
      let received: unknown;
      answer = async (request, response) => {
        received = await json(request);
        response.end(JSON.stringify({ caption: 'a castle on a hill, trending on artstation' }));
      };
      const { text, question } = await describeCastle();
      assert.equal(text, 'a castle on a hill, trending on artstation');
      assert.equal(question.engine, 'interrogate');
      assert.partialDeepStrictEqual(received, { image: castle.toString('base64') });
    });

    const failures: [status: number, body: string, kind: string][] = [
      [200, '{"caption": "a castle<error>"}', 'answerUnusable'],
      [200, '<html>', 'answerUnusable'],
      [404, '{"detail": "Not Found"}', 'serviceGone'],
      [
        500,
        '{"error": "HTTPException", "detail": "Invalid encoded image", "body": "", "errors": ""}',
        'serviceFailing',
      ],
      [429, '', 'rateLimited'],
    ];
    for (const [status, body, kind] of failures) {
      it(`takes ${status} ${body} for ${kind}`, async () => {
        answer = (_request, response) => response.writeHead(status).end(body);
        await assert.rejects(describeCastle(), isOfKind(kind));
      });
    }

    it('closes the request when it is cancelled', async () => {
      const cancellation = new AbortController();
      const { promise: isClosed, resolve } = Promise.withResolvers<void>();
      answer = (_request, response) => {
        response.on('close', resolve);
        cancellation.abort();
      };
      await assert.rejects(describeCastle(cancellation.signal), isOfKind('cancelled'));
      await isClosed;
    });
  });
});
