/** A POST; redirects are never followed. */
export interface HttpRequest {
  readonly url: string;
  /** With `content-length`: a body whose length is not told is sent in chunks, which not every server takes. */
  readonly headers: Readonly<Record<string, string>>;
  /** Makes the body anew for each sending. */
  body(): AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
  readonly maxAnswerBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Undefined when it was longer than `maxAnswerBytes`. */
  readonly body: string | undefined;
}

/** The HTTP library behind a seam, because it is loaded on first use only. Errors are the library's own. */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Ends every connection. */
  close(): Promise<void>;
}
