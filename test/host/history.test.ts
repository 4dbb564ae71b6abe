import assert from 'node:assert/strict';
import { join } from 'node:path';
import { commands, EventEmitter, env, Uri, type WebviewView, window } from 'vscode';
import type { PageMessage, PageRequest, ShownEntry } from '../../src/historyView/protocol.ts';
import { PromptHistory } from '../../src/store/promptHistory.ts';
import { TargetEditor } from '../../src/vscode/destinations/targetEditor.ts';
import { HistoryView } from '../../src/vscode/history/historyView.ts';
import { ProblemReport } from '../../src/vscode/messages/problemReport.ts';
import type { Services } from '../../src/vscode/services.ts';
import { type TemporaryFolder, temporaryFolder } from '../window/temporaryFolder.ts';
import { closeAllEditors, newDocument, openMarked, sample, set, until } from './scene.ts';
import { useStandIns } from './standIns.ts';

const hostile = '<img src=x onerror=alert(1)> ${1:x} [a](command:b) </script>';

/** What VS Code gives a view to show itself in, and the page in it. */
class StandInView {
  readonly requests = new EventEmitter<unknown>();
  readonly messages: PageMessage[] = [];
  readonly options: { localResourceRoots?: readonly Uri[] }[] = [];
  readonly view: WebviewView;
  html = '';

  constructor() {
    const { requests, messages, options } = this;
    const onOptions = (value: object) => options.push(value);
    const onHtml = (value: string) => {
      this.html = value;
    };
    const webview = {
      cspSource: 'https://pictures.example',
      asWebviewUri: (uri: Uri) => uri.with({ scheme: 'https', authority: 'pictures.example' }),
      onDidReceiveMessage: requests.event,
      postMessage: async (message: PageMessage) => {
        // As what crosses to another process.
        messages.push(JSON.parse(JSON.stringify(message)) as PageMessage);
        return true;
      },
      set options(value: object) {
        onOptions(value);
      },
      set html(value: string) {
        onHtml(value);
      },
    };
    const never = new EventEmitter<void>().event;
    this.view = {
      webview,
      visible: true,
      onDidChangeVisibility: never,
      onDidDispose: never,
    } as unknown as WebviewView;
  }

  ask(request: PageRequest | { kind: string; id?: unknown }): void {
    this.requests.fire(request);
  }

  /** All that the page was told of, by id. */
  get entries(): Map<string, ShownEntry> {
    const added = this.messages.flatMap((message) => (message.kind === 'entries' ? message.added : []));
    return new Map(added.map((entry) => [entry.id, entry]));
  }

  /** Of the entries that are shown, the newest first. */
  get ids(): readonly string[] | undefined {
    return this.messages.findLast((message) => message.kind === 'entries')?.ids;
  }
}

describe('The view of the history', () => {
  const { shown, log } = useStandIns('');
  let data: TemporaryFolder;
  let targetEditor: TargetEditor;
  let history: PromptHistory;
  let historyView: HistoryView;
  let page: StandInView;

  /** A picture without a location was pasted. */
  const add = async (prompt: string, location = sample('castle.png').toString()) => {
    const question = {
      engine: 'vision',
      address: 'https://a.example/v1',
      model: 'm',
      instruction: '',
    } as const;
    await history.add({
      source: {
        name: location === '' ? 'pasted.png' : 'castle.png',
        location: location === '' ? undefined : location,
        sizeBytes: async () => 1,
        version: async () => '',
        read: assert.fail,
      },
      answer: { text: prompt, isList: true, raw: 'raw', question },
      prompt,
    });
  };
  const open = async (count: number) => {
    await historyView.resolveWebviewView(page.view);
    page.ask({ kind: 'ready' });
    await until(() => page.ids?.length === count, 'the entries are shown');
    return [...(page.ids ?? [])].map((id) => page.entries.get(id) ?? assert.fail());
  };

  beforeEach(() => {
    data = temporaryFolder();
    targetEditor = new TargetEditor();
    const changes = new EventEmitter<void>();
    history = new PromptHistory(
      join(data.path, 'history'),
      () => 100,
      () => changes.fire(),
    );
    const services = { history, targetEditor, log, problems: new ProblemReport(log) };
    historyView = new HistoryView({
      distFolder: Uri.file('/extension/dist'),
      services: services as unknown as Services,
      onDidChangeHistory: changes.event,
    });
    page = new StandInView();
  });
  afterEach(async () => {
    await closeAllEditors();
    historyView.dispose();
    targetEditor.dispose();
    data.remove();
  });

  it('is opened by its command', async () => {
    await commands.executeCommand('img2prompt.showHistory');
  });

  it('tells the page of each entry once, the newest first', async () => {
    await add('older');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await add('newer');
    const [newest] = await open(2);
    assert.equal(newest?.prompt, 'newer');
    assert.equal(newest?.origin, 'Vision model, m');
    assert.equal(newest?.host, 'a.example');
    await add('newest');
    await until(() => page.ids?.length === 3, 'a new entry is shown by itself');
    const added = page.messages.map((message) => message.kind === 'entries' && message.added.length);
    assert.deepEqual(added, [2, 1]);
  });

  it('tells a page that is loaded anew of all again', async () => {
    await add('a');
    await open(1);
    page.messages.length = 0;
    page.ask({ kind: 'ready' });
    await until(() => page.entries.size === 1, 'it is told again');
  });

  it('lets the page load its own files and the pictures, and run its own script alone', async () => {
    await add('in the workspace', sample('sub folder/forest.jpg').toString());
    await add('elsewhere', 'file:///pictures/a/b.png');
    await add('deeper', 'file:///pictures/a/deep/c.png');
    await open(3);
    const roots = page.options.at(-1)?.localResourceRoots?.map(String).sort();
    const expected = [
      'file:///extension/dist',
      'file:///pictures/a',
      sample('').toString().replace(/\/$/, ''),
    ];
    assert.deepEqual(roots, expected.sort());
    const policy = /content="(default-src[^"]*)"/.exec(page.html)?.[1] ?? '';
    const nonce = /script nonce="([\w-]+)"/.exec(page.html)?.[1] ?? '';
    assert.equal(
      policy,
      `default-src 'none'; img-src https://pictures.example; style-src https://pictures.example; script-src 'nonce-${nonce}'`,
    );
    assert.ok(nonce.length >= 20);
  });

  it('has no picture to load for one that was pasted, or that is in no file', async () => {
    await add('a', '');
    for (const location of ['https://a.example/x.png', 'data:image/png;base64,AA', 'command:x', 'no uri']) {
      await add('b', location);
    }
    const entries = await open(5);
    assert.deepEqual(new Set(entries.map(({ picture }) => picture)), new Set(['']));
    page.ask({ kind: 'open', id: entries[0]?.id });
    page.ask({ kind: 'again', id: entries[0]?.id });
  });

  it('inserts at the cursor what the prompt is, with prefix and escapes, and runs nothing of it', async () => {
    await set('prefix', 'ohwx');
    await add(hostile);
    await add(hostile, '');
    const entries = await open(2);
    for (const { id } of entries) {
      const { document } = await openMarked('{ "prompt": "|" }', 'json');
      page.ask({ kind: 'insert', id });
      await until(() => document.getText().includes('ohwx'), 'it is inserted');
      assert.deepEqual(JSON.parse(document.getText()), { prompt: `ohwx, ${hostile}` });
      await closeAllEditors();
    }
    await set('prefix', undefined);
  });

  it('opens a new document where there is no editor', async () => {
    await add('a castle');
    const [entry] = await open(1);
    page.ask({ kind: 'insert', id: entry?.id });
    await until(() => window.activeTextEditor !== undefined, 'a document is there');
    assert.equal(newDocument().getText(), 'a castle\n');
  });

  it('copies the prompt as it is', async () => {
    await add(hostile);
    const [entry] = await open(1);
    page.ask({ kind: 'copy', id: entry?.id });
    await until(() => shown.otherWords.includes('$(check) Copied'), 'it is copied');
    assert.equal(await env.clipboard.readText(), hostile);
  });

  it('deletes an entry, and shows that', async () => {
    await add('a');
    await add('b');
    const [first, second] = await open(2);
    page.ask({ kind: 'delete', id: first?.id });
    await until(() => page.ids?.length === 1, 'it is gone');
    assert.deepEqual(await history.ids(), [second?.id]);
  });

  it('does nothing with an entry that it does not know', async () => {
    await add('a');
    await open(1);
    page.ask({ kind: 'delete', id: '../../secret' });
    page.ask({ kind: 'open', id: 5 });
    page.ask({ kind: 'ready' });
    await until(() => page.messages.length === 2, 'the requests were heard');
    assert.equal((await history.ids()).length, 1);
  });

  it('says of a picture that is gone that it is', async () => {
    await add('a', sample('gone.png').toString());
    await add('b');
    const entries = await open(2);
    for (const { id } of entries) page.ask({ kind: 'notDrawn', id });
    const gone = entries.find(({ prompt }) => prompt === 'a')?.id;
    await until(() => page.messages.some(({ kind }) => kind === 'gone'), 'the page is told');
    page.ask({ kind: 'open', id: gone });
    await until(() => shown.messages.length > 0, 'the user is told');
    assert.match(shown.messages[0]?.sentence ?? '', /castle\.png no longer exists/);
    assert.deepEqual(
      page.messages.filter(({ kind }) => kind === 'gone'),
      [{ kind: 'gone', id: gone }],
    );
  });

  it('makes plain text of what somebody wrote into its files', async () => {
    await add('a\u202Eb\u0007');
    const [entry] = await open(1);
    assert.equal(entry?.prompt, 'ab');
  });
});
