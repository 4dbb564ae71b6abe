/** A refusal, in the flat error form of the image API: `{"code","reason","message","metadata"}`. */
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

/** What a nested error says beside its message; which of these fields there are depends on the server. */
export interface ErrorDetails {
  readonly type?: string;
  readonly code?: string | number | null;
  readonly param?: null;
}

/** A refusal in the form of chat completions: `{"error":{"message", ...}}`. */
export class NestedRefusal extends Refusal {
  readonly details: ErrorDetails;

  constructor(status: number, message: string, details: ErrorDetails) {
    super(status, String(details.code ?? details.type), message);
    this.details = details;
  }

  override get body(): string {
    return JSON.stringify({ error: { message: this.message, ...this.details } });
  }
}
