import assert from 'node:assert/strict';
import { commands, type LogOutputChannel } from 'vscode';
import { PromptError } from '../../src/core/promptError.ts';
import { ProblemReport } from '../../src/vscode/messages/problemReport.ts';

describe('The boundary round every command', () => {
  const lines: string[] = [];
  const log = { error: (line: unknown) => lines.push(String(line)) } as unknown as LogOutputChannel;
  const problems = new ProblemReport(log);

  beforeEach(() => {
    lines.length = 0;
  });
  afterEach(() => commands.executeCommand('notifications.clearAll'));

  it('logs what is known of an error: the picture, the facts and the cause', async () => {
    const problem = { kind: 'unreachable', host: 'api.example', obstacle: 'connectionRefused' } as const;
    const cause = new Error('connect ECONNREFUSED');
    await problems.guard('castle.png', () => Promise.reject(new PromptError(problem, { cause })));
    assert.match(lines[0] ?? '', /castle\.png.*unreachable.*api\.example.*connectionRefused/);
    assert.match(lines[1] ?? '', /ECONNREFUSED/);
  });

  it('takes cancelling for no error', async () => {
    await problems.guard('castle.png', () => Promise.reject(new PromptError({ kind: 'cancelled' })));
    assert.deepEqual(lines, []);
  });

  it('lets no error pass that nobody foresaw', async () => {
    await problems.guard('castle.png', () => Promise.reject(new TypeError('what?')));
    assert.match(lines.join('\n'), /castle\.png.*unexpected\n.*what\?/);
  });
});
