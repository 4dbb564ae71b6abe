import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { useWindow } from './useWindow.ts';

describe('In Restricted Mode', () => {
  const stage = useWindow({
    servicePath: '/keyless',
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    },
  });

  it('a prompt goes where the user wants it, whatever the workspace says', async () => {
    const { window, workspace, server } = stage;
    mkdirSync(join(workspace, '.vscode'));
    writeFileSync(
      join(workspace, '.vscode/settings.json'),
      JSON.stringify({
        'img2prompt.destination': 'clipboard',
        'img2prompt.baseUrl': `${server.url}/fault/NOT_ENOUGH_BALANCE/keyless`,
      }),
    );
    await window.reload();
    await window.page.getByText('Restricted Mode').first().waitFor();
    await window.explorer.rightClick('castle.png', 'Generate Prompt');
    await window.page.getByText('a wide 800 by 600').first().waitFor();
    assert.match(await window.editor.text(), /^a wide 800 by 600/);
    assert.equal(server.requests.at(-1)?.path, '/keyless/v3/img2prompt');
  });
});
