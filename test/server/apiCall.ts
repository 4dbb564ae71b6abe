import type { Picture } from './receivedImage.ts';
import type { Refusal } from './refusal.ts';

/** The four things that a client can ask. */
export type CallKind = 'img2prompt' | 'chat' | 'models' | 'balance';

/** A model as a server knows it, whatever the server tells of it. */
export interface Model {
  readonly id: string;
  readonly takesImages: boolean;
  /** What the list of models says of it. */
  readonly listed: Readonly<Record<string, unknown>>;
}

interface Call {
  readonly kind: CallKind;
  /** How the `Authorization` header of a good key looks; undefined where the call needs no key. */
  readonly keyForm: RegExp | undefined;
  /** The models of this server; none where a call has to do with none. */
  readonly models: readonly Model[];
  /** The refusal in this server's words. */
  reword(refusal: Refusal): Refusal;
}

/** A call with a picture in its body, answered by words. */
export interface PictureCall extends Call {
  readonly kind: 'img2prompt' | 'chat';
  /** What a well-formed body holds, or why it is refused. */
  read(body: Buffer): PictureRequest | Refusal;
  /** The body of a good answer with this prompt in it. */
  answerBody(prompt: string, request: PictureRequest): string;
}

/** A well-formed body, the picture not yet looked at. */
export interface PictureRequest {
  readonly imageBytes: Buffer;
  readonly instruction?: string;
  readonly model?: string;
  /** The picture, or why it or the model is refused; `models` are those that there are. */
  accept(models: readonly Model[]): Picture | Refusal;
}

/** A call without a body, about the account or the service. */
export interface PlainCall extends Call {
  readonly kind: 'models' | 'balance';
  /** The body of a good answer. */
  answerBody(asked: {
    readonly models: readonly Model[];
    readonly authorization: string | undefined;
  }): string;
}

export type ApiCall = PictureCall | PlainCall;
