import type { Uri } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import { formatOf } from '../../images/imageFormats.ts';
import type { Downloads } from '../../net/downloads.ts';
import { isInnerHost } from '../../net/innerHost.ts';
import type { FileImage } from './fileImage.ts';

/**
 * A picture of the web. It can be read only once a run that the user asked for has given it downloads, so whatever else
 * comes by it, such as a hover, downloads nothing.
 */
export class WebImage implements FileImage {
  readonly uri: Uri;
  readonly name: string;
  #downloads: Downloads | undefined;

  constructor(uri: Uri, name: string) {
    this.uri = uri;
    this.name = name;
  }

  useDownloads(downloads: Downloads): void {
    this.#downloads = downloads;
  }

  /** A Uri of the web has its parts as they are written in the address: nothing is encoded twice. */
  get location(): string {
    return this.uri.toString(true);
  }

  /** What was downloaded stays the same. */
  async version(): Promise<string> {
    return '';
  }

  async sizeBytes(): Promise<number> {
    return (await this.read()).length;
  }

  async read(): Promise<Uint8Array> {
    if (!this.#downloads) throw new PromptError({ kind: 'imageUnreadable', flaw: { is: 'notAFile' } });
    const address = this.location;
    const bytes = await this.#downloads.bytesOf(address);
    if (formatOf(bytes)) return bytes;
    const { authority: host } = this.uri;
    const why = { was: 'notAnImage' } as const;
    throw new PromptError({
      kind: 'imageUnreadable',
      flaw: { is: 'notDownloaded', host, address, why },
    });
  }
}

export function isOnWeb({ scheme }: Uri): boolean {
  return scheme === 'http' || scheme === 'https';
}

/** The hosts that pictures of the web come from, in the order of the pictures. */
export function webHosts(uris: readonly Uri[]): string[] {
  return [...new Set(uris.filter(isOnWeb).map(({ authority }) => authority))];
}

/** Whether a host is this machine or of the user's own network. */
export function isInner(host: string): boolean {
  return isInnerHost(URL.parse(`http://${host}`)?.hostname ?? '');
}
