import { type DownloadFlaw, PromptError } from '../core/promptError.ts';
import type { HttpClient, Sending } from './httpClient.ts';
import type { HttpAnswer } from './httpTransport.ts';
import { isInnerHost } from './innerHost.ts';

/** What is downloaded is held in memory. */
const maxDownloadBytes = 30_000_000;

const maxRedirects = 5;

/** A picture is read several times in a row, and several of them may be on their way at once. */
const rememberedDownloads = 4;

/** Some servers answer nobody who does not say who asks. No cookie, no key and no referring page goes along. */
const headers = { accept: 'image/*', 'user-agent': 'Image to Prompt (img2prompt)' };

/** How pictures are downloaded in one run. */
export interface DownloadMeans {
  readonly http: HttpClient;
  /** For one picture with all redirects, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What one run downloads: nothing twice in a row, and all of it in memory. */
export class Downloads {
  readonly #means: DownloadMeans;
  readonly #latest = new Map<string, Promise<Uint8Array>>();

  constructor(means: DownloadMeans) {
    this.#means = means;
  }

  /**
   * What is at an address of http or https. Throws a PromptError `cancelled`, or `imageUnreadable` with the flaw
   * `notDownloaded`: an engine has nothing to do with it yet.
   */
  bytesOf(address: string): Promise<Uint8Array> {
    const known = this.#latest.get(address);
    if (known) return known;
    const download = this.#download(address);
    this.#latest.set(address, download);
    const [oldest] = this.#latest.keys();
    if (oldest !== undefined && this.#latest.size > rememberedDownloads) this.#latest.delete(oldest);
    return download;
  }

  async #download(address: string): Promise<Uint8Array> {
    const { timeoutMs } = this.#means;
    const endsAtMs = performance.now() + timeoutMs;
    const start = new URL(address);
    let url = start;
    for (let redirects = 0; ; redirects++) {
      const leftMs = Math.max(1, Math.ceil(endsAtMs - performance.now()));
      const { status, headers, body } = await this.#get(url, leftMs, address);
      if (!redirectStatuses.has(status)) {
        if (status < 200 || status > 299) throw notDownloaded(url, address, { was: wordFor(status), status });
        if (body) return body;
        throw notDownloaded(url, address, { was: 'tooLarge', maxBytes: maxDownloadBytes });
      }
      const target = redirectTarget(headers, url);
      const isFollowed = target && redirects < maxRedirects && staysOutside(target, start);
      if (!isFollowed) throw notDownloaded(url, address, { was: 'redirected' });
      url = target;
    }
  }

  async #get(url: URL, timeoutMs: number, address: string): Promise<HttpAnswer> {
    const { http, signal } = this.#means;
    const sending: Sending = { method: 'GET', url: url.href, host: url.host, headers, timeoutMs, signal };
    try {
      return await http.sendForBytes(sending, maxDownloadBytes);
    } catch (error) {
      const problem = PromptError.problemOf(error);
      if (problem?.kind === 'unreachable') {
        const { obstacle } = problem;
        throw notDownloaded(url, address, { was: 'unreachable', obstacle }, error);
      }
      if (problem?.kind === 'timedOut') {
        const timeoutSeconds = this.#means.timeoutMs / 1000;
        throw notDownloaded(url, address, { was: 'timedOut', timeoutSeconds }, error);
      }
      throw error;
    }
  }
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where a redirect leads, without a password in it; undefined where that is no address of the web. */
function redirectTarget({ location }: HttpAnswer['headers'], from: URL): URL | undefined {
  const target = typeof location === 'string' ? URL.parse(location, from.href) : null;
  if (target?.protocol !== 'http:' && target?.protocol !== 'https:') return undefined;
  target.username = '';
  target.password = '';
  return target;
}

/** The user agreed to the first host; from there nobody is led to another machine of the private network. */
function staysOutside(target: URL, start: URL): boolean {
  return !isInnerHost(target.hostname) || target.hostname === start.hostname;
}

function wordFor(status: number): 'missing' | 'refused' | 'failing' {
  if (status === 404 || status === 410) return 'missing';
  return status >= 400 && status < 500 && status !== 429 ? 'refused' : 'failing';
}

function notDownloaded({ host }: URL, address: string, why: DownloadFlaw, cause?: unknown): PromptError {
  return new PromptError(
    { kind: 'imageUnreadable', flaw: { is: 'notDownloaded', host, address, why } },
    { cause },
  );
}
