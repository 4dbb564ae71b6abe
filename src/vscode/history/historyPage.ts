import { randomBytes } from 'node:crypto';
import { env, l10n, Uri, type Webview } from 'vscode';
import type { PageWords } from '../../historyView/protocol.ts';

/** The document in which the page's script runs. It loads the script, its style and pictures, and nothing else. */
export function historyPage(webview: Webview, distFolder: Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const addressOf = (file: string) => webview.asWebviewUri(Uri.joinPath(distFolder, file)).toString();
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${addressOf('historyView.css')}">
</head>
<body data-words="${encodeURIComponent(JSON.stringify(pageWords()))}">
<script nonce="${nonce}" src="${addressOf('historyView.js')}"></script>
</body>
</html>`;
}

/** The page puts in itself what `{0}` stands for. */
function pageWords(): PageWords {
  const name = '{0}';
  return {
    history: l10n.t('Prompts, newest first'),
    search: l10n.t('Search prompts'),
    matches: l10n.t('Matches: {0}', '{0}'),
    noMatches: l10n.t('No matches'),
    empty: l10n.t('Prompts you generate appear here with their images.'),
    keepsNone: l10n.t('The history is turned off because the setting img2prompt.history.maxEntries is 0.'),
    unreadable: l10n.t("Couldn't read the history. See the log for details."),
    begin: l10n.t('Generate Prompt'),
    getStarted: l10n.t('Get Started'),
    keys: l10n.t(
      'Press Enter to insert it at the cursor, Delete to delete it, or Space to show the full prompt.',
    ),
    noPicture: l10n.t("The image can't be shown"),
    actions: {
      insert: { title: l10n.t('Insert at Cursor'), label: l10n.t('Insert prompt for {0} at cursor', name) },
      copy: { title: l10n.t('Copy'), label: l10n.t('Copy prompt for {0}', name) },
      open: { title: l10n.t('Open Image'), label: l10n.t('Open {0}', name) },
      again: { title: l10n.t('Generate Again'), label: l10n.t('Generate prompt for {0} again', name) },
      delete: { title: l10n.t('Delete'), label: l10n.t('Delete prompt for {0}', name) },
    },
  };
}
