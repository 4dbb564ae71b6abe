import type { NetworkSettings } from './networkSettings.ts';

/** Redirects are never followed. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** With `content-length`: a body whose length is not told is sent in chunks, which not every server takes. */
  readonly headers: Readonly<Record<string, string>>;
  /** Makes the body anew for each sending. */
  readonly body?: (() => AsyncIterable<Uint8Array>) | undefined;
  readonly signal: AbortSignal;
  readonly maxAnswerBytes: number;
  readonly network: NetworkSettings;
  /** Whether the host's `fetch` may be tried where no connection can be made. */
  readonly mayAskHost: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Undefined when it was longer than `maxAnswerBytes`. */
  readonly body: Uint8Array | undefined;
}

/** How requests go to a service: straight, through the `fetch` of the host, or through a proxy of this host and port. */
export type Way = 'direct' | 'host' | { readonly proxy: string };

/** The HTTP library behind a seam, because it is loaded on first use only. Errors are the library's own. */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** The way that the next request to `target` takes first. Throws where what is set as the proxy is none. */
  wayTo(target: URL, network: NetworkSettings): Way;
  /** Ends every connection. */
  close(): Promise<void>;
}
