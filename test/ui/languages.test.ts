import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { checkout } from '../window/checkout.ts';
import { useWindow } from './useWindow.ts';

const shot = (name: string) => join(checkout, 'out/screenshots', `languages-${name}.png`);

describe('In a Japanese VS Code', () => {
  const stage = useWindow({ language: 'ja', servicePath: '/keyless' });

  it('the context menu is Japanese', async () => {
    const { explorer } = stage.window;
    assert.ok((await explorer.menu('castle.png')).includes('プロンプトを生成'));
    assert.deepEqual(await explorer.menu('castle.png', 'Image to Prompt'), [
      'プロンプトをカーソル位置に挿入',
      'プロンプトを新しいドキュメントで開く',
      'プロンプトをコピー',
      'プロンプトを画像の横に保存',
      'プロンプトを再生成',
      '画像に保存されているプロンプトを表示',
    ]);
  });

  it('an error is Japanese, and so are its buttons', async () => {
    const { explorer, notifications } = stage.window;
    await explorer.rightClick('torn.jpg', 'プロンプトを生成');
    await notifications.shown('torn.jpg は破損しているか、途中で切れています。');
    await stage.window.screenshot(shot('error'));
    const [error] = (await notifications.visible()).filter(({ severity }) => severity === 'error');
    assert.deepEqual(error?.buttons, ['画像を選択...']);
  });

  it('the history is Japanese, and its numbers and times are', async () => {
    const { explorer, historyView, palette } = stage.window;
    await explorer.rightClick('castle.png', 'プロンプトを生成');
    await stage.window.page.getByText('a wide 800 by 600').first().waitFor();
    await palette.run('Image to Prompt: 履歴を表示');
    await historyView.document.getByText('今').waitFor();
    await historyView.document.getByPlaceholder('プロンプトを検索').fill('wide');
    await historyView.document.getByText('一致: 1 件').waitFor();
    await stage.window.screenshot(shot('history'));
  });
});
