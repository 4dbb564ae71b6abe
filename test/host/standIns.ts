import { inspect } from 'node:util';
import {
  EventEmitter,
  type InputBox,
  type LogOutputChannel,
  type QuickPickItem,
  type SaveDialogOptions,
  window,
} from 'vscode';
import { until } from './scene.ts';

/** A message as the user would see it. */
export interface Message {
  readonly severity: 'error' | 'warning' | 'information';
  readonly sentence: string;
  readonly buttons: readonly string[];
  /** What a modal message says below. */
  readonly detail?: string;
}

/** What a person would be shown, and what a log would hold. */
export interface Shown {
  readonly messages: Message[];
  /** What the box that asks for a key says is wrong, in that order. */
  readonly complaintsOfKeyBox: string[];
  /** Titles of progress, notes in the status bar, details of questions, and all that boxes and lists say. */
  readonly otherWords: string[];
  /** Each argument of each line, as deep as it goes. */
  readonly logged: string[];
}

/**
 * Puts stand-ins in the place of what VS Code shows, while the tests of the `describe` run. In messages they click the
 * button whose title begins as one of `clicks` does, which are a test's own, and dismiss the others; in lists they choose
 * the first entry, and for a file the one that is proposed; for a key they enter `typedKey`, and give up when that will not do.
 */
export function useStandIns(typedKey: string): {
  readonly shown: Shown;
  readonly log: LogOutputChannel;
  readonly clicks: string[];
} {
  const clicks: string[] = [];
  const shown: Shown = { messages: [], complaintsOfKeyBox: [], otherWords: [], logged: [] };
  const message =
    (severity: Message['severity']) =>
    async (
      sentence: string,
      ...items: (string | { readonly title?: string; readonly detail?: string })[]
    ) => {
      const titleOf = (item: (typeof items)[number]) => (typeof item === 'string' ? item : item.title);
      const buttons = items.map(titleOf).filter((title) => title !== undefined);
      const [options] = items;
      const detail = typeof options === 'object' ? options.detail : undefined;
      shown.messages.push({ severity, sentence, buttons, ...(detail !== undefined && { detail }) });
      if (detail !== undefined) shown.otherWords.push(detail);
      return items.find((item) => clicks.some((click) => titleOf(item)?.startsWith(click)));
    };
  const standIns = {
    showErrorMessage: message('error'),
    showWarningMessage: message('warning'),
    showInformationMessage: message('information'),
    setStatusBarMessage: (words: string) => {
      shown.otherWords.push(words);
      return { dispose() {} };
    },
    withProgress: (options: object, work: (progress: object, token: object) => unknown) => {
      shown.otherWords.push(inspect(options));
      const report = (value: object) => shown.otherWords.push(inspect(value));
      return work({ report }, { onCancellationRequested: new EventEmitter().event });
    },
    showQuickPick: async (items: readonly (string | QuickPickItem)[], options: object) => {
      shown.otherWords.push(inspect([items, options]));
      return items[0];
    },
    showSaveDialog: async (options: SaveDialogOptions) => {
      shown.otherWords.push(inspect(options));
      return options.defaultUri;
    },
    showInputBox: async (options: object) => {
      shown.otherWords.push(inspect(options));
      return 'typed-by-the-user';
    },
    createInputBox: () => keyBox(typedKey, shown),
  };

  const originals = Object.fromEntries(
    Object.keys(standIns).map((name) => [name, window[name as keyof typeof standIns]]),
  );
  before(() => {
    Object.assign(window, standIns);
  });
  after(() => {
    Object.assign(window, originals);
  });
  beforeEach(() => {
    for (const list of [...Object.values(shown), clicks]) list.length = 0;
  });

  const noteLine = (...parts: unknown[]) => {
    shown.logged.push(...parts.map((part) => inspect(part, everything)));
  };
  const log = { info: noteLine, warn: noteLine, error: noteLine, show() {}, dispose() {} };
  return { shown, log: log as unknown as LogOutputChannel, clicks };
}

/** All of an object, its causes and hidden fields too. */
const everything = {
  depth: Number.POSITIVE_INFINITY,
  showHidden: true,
  maxStringLength: Number.POSITIVE_INFINITY,
  maxArrayLength: Number.POSITIVE_INFINITY,
} as const;

function keyBox(typedKey: string, shown: Shown): InputBox {
  const accepted = new EventEmitter<void>();
  const hidden = new EventEmitter<void>();
  const box = {
    title: '',
    prompt: '',
    placeholder: '',
    value: '',
    busy: false,
    validationMessage: undefined as string | undefined,
    onDidAccept: accepted.event,
    onDidHide: hidden.event,
    onDidChangeValue: new EventEmitter<string>().event,
    onDidTriggerButton: new EventEmitter().event,
    async show() {
      shown.otherWords.push(box.title, box.prompt, box.placeholder);
      complain();
      box.validationMessage = undefined;
      box.value = typedKey;
      accepted.fire();
      await until(() => !box.busy, 'the key was checked');
      complain();
      hidden.fire();
    },
    dispose() {},
  };
  const complain = () => {
    if (box.validationMessage !== undefined) shown.complaintsOfKeyBox.push(box.validationMessage);
  };
  return box as unknown as InputBox;
}
