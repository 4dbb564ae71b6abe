import type { IncomingHttpHeaders } from 'node:http';

/** What the contract server saw of one request, whatever it answered. Fields fill as the request goes on. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** When the headers were there: milliseconds since the epoch. */
  readonly arrivedAtMs: number;
  /** SHA-256 of the body in hexadecimal; undefined until the whole body is there, or when it is over the cap. */
  readonly bodySha256: string | undefined;
  /** The decoded picture of a well-formed body, whether or not the picture was then accepted. */
  readonly imageBytes: Buffer | undefined;
  /** What a well-formed chat says beside its picture: system message, then text parts, an empty line between them. */
  readonly instruction: string | undefined;
  /** The model that a well-formed chat asks for, whether or not there is such a model. */
  readonly model: string | undefined;
  /** Status of the answer; undefined until one was begun. */
  readonly answeredStatus: number | undefined;
  /** When all of the answer was handed over; undefined as long as it was not. */
  readonly answeredAtMs: number | undefined;
  /** The client closed the connection before the answer was complete. */
  readonly closedByClient: boolean;
}

/** The same while the server fills it in. */
export type RequestRecord = { -readonly [Field in keyof ReceivedRequest]: ReceivedRequest[Field] };
