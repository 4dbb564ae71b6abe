// What VS Code loads as the tests for `command.ts`: runs our command and its peer's in turns, each in a document of its
// own, BENCH_ROUNDS times each, and writes how long they took to BENCH_RESULTS.
import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { ConfigurationTarget, commands, Uri, window, workspace } from 'vscode';

/** In milliseconds. */
export interface Durations {
  readonly ours: readonly number[];
  readonly constant: readonly number[];
}

/** The other extensions of a new window start meanwhile, and are not to be measured. */
const settleMs = 4000;
/** The first ones load code and make the connection. */
const roundsToWarmUp = 3;

export async function run(): Promise<void> {
  const { BENCH_URL, BENCH_PICTURE = '', BENCH_ROUNDS, BENCH_RESULTS = '' } = process.env;
  await workspace.getConfiguration('img2prompt').update('baseUrl', BENCH_URL, ConfigurationTarget.Global);
  await setTimeout(settleMs);
  const ways = {
    ours: () => commands.executeCommand('img2prompt.insertAtCursor', Uri.file(BENCH_PICTURE)),
    constant: () => commands.executeCommand('bench.constant.run'),
  };
  const durations = { ours: [] as number[], constant: [] as number[] };
  for (let round = -roundsToWarmUp; round < Number(BENCH_ROUNDS); round++) {
    const names = Object.keys(ways) as (keyof typeof ways)[];
    for (const name of round % 2 === 0 ? names : names.reverse()) {
      const ms = await duration(ways[name]);
      if (round >= 0) durations[name].push(ms);
    }
  }
  writeFileSync(BENCH_RESULTS, JSON.stringify(durations satisfies Durations));
}

async function duration(insert: () => Thenable<unknown>): Promise<number> {
  const document = await workspace.openTextDocument({ language: 'markdown' });
  await window.showTextDocument(document);
  await setTimeout(100); // by then what follows the opening of a document is over
  const start = performance.now();
  await insert();
  const ms = performance.now() - start;
  const text = document.getText();
  if (text !== process.env.BENCH_PROMPT) throw new Error(`The document holds "${text}".`);
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  return ms;
}
