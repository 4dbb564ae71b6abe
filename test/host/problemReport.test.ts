import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { type Problem, PromptError } from '../../src/core/promptError.ts';
import { ProblemReport } from '../../src/vscode/messages/problemReport.ts';
import { set } from './scene.ts';
import { useStandIns } from './standIns.ts';

describe('The boundary round every command', () => {
  const { shown, log, clicks } = useStandIns('');
  const problems = new ProblemReport(log);

  it('logs what is known of an error: the picture, the facts and the cause', async () => {
    const problem = { kind: 'unreachable', host: 'api.example', obstacle: 'connectionRefused' } as const;
    const cause = new Error('connect ECONNREFUSED');
    await problems.guard('castle.png', () => Promise.reject(new PromptError(problem, { cause })));
    assert.match(shown.logged[0] ?? '', /castle\.png.*unreachable.*api\.example.*connectionRefused/);
    assert.match(shown.logged[1] ?? '', /ECONNREFUSED/);
  });

  it('takes cancelling for no error', async () => {
    await problems.guard('castle.png', () => Promise.reject(new PromptError({ kind: 'cancelled' })));
    assert.deepEqual([shown.logged, shown.messages], [[], []]);
  });

  it('lets no error pass that nobody foresaw', async () => {
    await problems.guard('castle.png', () => Promise.reject(new TypeError('what?')));
    assert.match(shown.logged.join('\n'), /castle\.png.*unexpected.*\n.*what\?/);
    assert.deepEqual(shown.messages, [
      {
        severity: 'error',
        sentence: 'An unexpected error occurred with castle.png. See the log for details.',
        buttons: ['Show Log'],
      },
    ]);
  });

  // Those that no server on this machine can bring about; the rest is among all errors.
  const others: [what: string, problem: Problem, sentence: string, buttons: string[]][] = [
    [
      'a key that is wanted',
      { kind: 'noKey', host: 'api.example' },
      'api.example requires an API key. Set one and try again.',
      ['Set API Key'],
    ],
    [
      'an account of Novita AI without money',
      { kind: 'noBalance', host: 'api.novita.ai' },
      'Your account at api.novita.ai has no balance left. Top up and try again.',
      ['Top Up Balance', 'Retry'],
    ],
    [
      'a network that is down',
      { kind: 'unreachable', host: 'api.example', obstacle: 'network' },
      "Couldn't reach api.example. Check your network connection and try again.",
      ['Retry', 'Open Settings', 'Show Log'],
    ],
  ];
  for (const [what, problem, sentence, buttons] of others) {
    it(`says what to do about ${what}`, async () => {
      await problems.guard('castle.png', () => Promise.reject(new PromptError(problem)));
      assert.deepEqual(shown.messages, [{ severity: 'error', sentence, buttons }]);
    });
  }

  describe('leads to the setting with the address', () => {
    const { executeCommand } = commands;
    afterEach(async () => {
      commands.executeCommand = executeCommand;
      await set('engine', undefined);
    });

    const addresses: [engine: string, setting: string][] = [
      ['auto', 'img2prompt.baseUrl'],
      ['img2prompt', 'img2prompt.baseUrl'],
      ['vision', 'img2prompt.vision.baseUrl'],
    ];
    for (const [engine, setting] of addresses) {
      it(`of the engine ${engine}`, async () => {
        await set('engine', engine);
        const executed = new Promise((resolve) => {
          commands.executeCommand = async (...command: unknown[]) => resolve(command) as never;
        });
        clicks.push('Open Settings');
        const problem = { kind: 'serviceGone', host: 'api.example', gone: 'address' } as const;
        await problems.guard('castle.png', () => Promise.reject(new PromptError(problem)));
        assert.deepEqual(await executed, ['workbench.action.openSettings', setting]);
      });
    }
  });
});
