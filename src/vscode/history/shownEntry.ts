import type { Webview } from 'vscode';
import { engineIds } from '../../core/engine.ts';
import type { ShownEntry } from '../../historyView/protocol.ts';
import { engineKinds } from '../engines/engineKinds.ts';
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

/** Empty for an engine that is not known: what stands in a file may be another. */
function engineName({ engine }: KeptPrompt): string {
  const known = engineIds.find((id) => id === engine);
  return (known && engineKinds[known].name?.()) ?? '';
}
