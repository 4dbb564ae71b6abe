import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'mocha';
import { useWindow } from './useWindow.ts';

describe('Explorer', () => {
  const stage = useWindow();

  it("shows the workspace's files", async () => {
    const rows = await stage.window.explorer.rows();
    assert.deepEqual(rows.toSorted(), readdirSync(stage.workspace).toSorted());
  });
});
