/** A refusal in the flat error form of the image API, as it goes out: `{"code","reason","message","metadata"}`. */
export class Refusal {
  /** HTTP status, repeated as `code` in the body. */
  readonly status: number;
  readonly reason: string;
  readonly message: string;

  constructor(status: number, reason: string, message: string) {
    this.status = status;
    this.reason = reason;
    this.message = message;
  }

  /** The body as JSON text. */
  get body(): string {
    const { status: code, reason, message } = this;
    return JSON.stringify({ code, reason, message, metadata: {} });
  }
}
