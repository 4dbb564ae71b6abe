import { l10n, type Webview } from 'vscode';
import type { ShownEntry } from '../../historyView/protocol.ts';
import { listText } from '../messages/wording.ts';
import type { KeptPrompt } from './keptPrompt.ts';

/** An entry for the page, with the address under which that page may draw its picture. */
export function shownEntry(kept: KeptPrompt, webview: Webview): ShownEntry {
  const { id, atMs, name, prompt, uri, address, model } = kept;
  return {
    id,
    atMs,
    name,
    prompt,
    picture: uri ? webview.asWebviewUri(uri).toString() : '',
    origin: listText([engineName(kept), model].filter(Boolean)),
    host: URL.parse(address)?.host ?? '',
  };
}

function engineName({ engine }: KeptPrompt): string {
  switch (engine) {
    case 'img2prompt':
      return l10n.t('Image to Prompt');
    case 'vision':
      return l10n.t('Vision model');
    case 'languageModel':
      return l10n.t('VS Code language model');
    default:
      return ''; // what stands in a file may be another
  }
}
