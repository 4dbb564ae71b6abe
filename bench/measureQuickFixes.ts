// What VS Code loads as the tests for `quickFixes.ts`: writes into BENCH_DOCUMENT and asks for what VS Code asks for
// then, in turns, and writes how long that took to BENCH_RESULTS.
import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type CodeAction, commands, Range, Selection, type TextEditor, Uri, window, workspace } from 'vscode';
import { AltTextActions } from '../src/vscode/altText/altTextActions.ts';

/** In milliseconds, by what was measured. */
export type QuickFixDurations = Readonly<Record<string, readonly number[]>>;

/** The other extensions of a new window start meanwhile, and are not to be measured. */
const settleMs = 4000;
/** The first ones load code. */
const roundsToWarmUp = 5;
const rounds = 30;

export async function run(): Promise<void> {
  const { BENCH_DOCUMENT = '', BENCH_HAS_OURS, BENCH_RESULTS = '' } = process.env;
  const document = await workspace.openTextDocument(Uri.file(BENCH_DOCUMENT));
  const editor = await window.showTextDocument(document);
  await setTimeout(settleMs);

  const middle = document.getText().indexOf('![](b60.png)');
  const image = document.positionAt(middle + 2);
  const at = new Range(image, image);
  const quickFixes = () =>
    commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, at, 'quickfix');
  const isOffered = (await quickFixes()).some(({ title }) => title === 'Fill in alt text');
  if (String(isOffered) !== BENCH_HAS_OURS) throw new Error(`Our quick fix is offered: ${isOffered}.`);

  // The paragraph of the same section.
  const writing = document.lineAt(image.line - 5).range.end;
  const requests: Readonly<Record<string, () => Thenable<unknown>>> = {
    'quick fixes': quickFixes,
    // Its like without ours; what VS Code's own Markdown features have for links, images and headings.
    "VS Code's refactorings": () =>
      commands.executeCommand('vscode.executeCodeActionProvider', document.uri, at, 'refactor'),
    "VS Code's links": () => commands.executeCommand('vscode.executeLinkProvider', document.uri),
    "VS Code's outline": () => commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri),
    'our provider alone': () =>
      new AltTextActions().provideCodeActions(document, at, { diagnostics: [] } as never),
    'a keystroke': () => commands.executeCommand('type', { text: 'a' }),
    // While quick fixes are asked for, as VS Code does when the cursor moves.
    'a keystroke meanwhile': () => {
      void quickFixes();
      return commands.executeCommand('type', { text: 'a' });
    },
  };
  const durations = Object.fromEntries(Object.keys(requests).map((what): [string, number[]] => [what, []]));
  for (let round = -roundsToWarmUp; round < rounds; round++) {
    const inTurns = Object.entries(requests);
    for (const [what, request] of round % 2 === 0 ? inTurns : inTurns.reverse()) {
      await write(editor, writing.line);
      const start = performance.now();
      await request();
      const ms = performance.now() - start;
      if (round >= 0) durations[what]?.push(ms);
    }
  }
  writeFileSync(BENCH_RESULTS, JSON.stringify(durations satisfies QuickFixDurations));
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** A keystroke at the end of a line. What follows an edit by itself has a moment to begin and to end. */
async function write(editor: TextEditor, line: number): Promise<void> {
  const { end } = editor.document.lineAt(line).range;
  editor.selection = new Selection(end, end);
  await commands.executeCommand('type', { text: 'b' });
  await setTimeout(30);
}
