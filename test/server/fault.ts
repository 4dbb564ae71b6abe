import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallKind, Model } from './apiCall.ts';
import type { Completion } from './chatCompletions.ts';
import type { ReceivedRequest } from './receivedRequest.ts';
import type { Refusal } from './refusal.ts';

/** One request that a fault answers. */
export interface Exchange {
  readonly received: ReceivedRequest;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Answers with this status and a JSON body, given as text. */
  sendJson(status: number, body: string): void;
  sendRefusal(refusal: Refusal): void;
  /** Ends the connection, from the server's side: at once by a reset, or closing it when what was written is out. */
  breakConnection(how: 'reset' | 'close'): void;
}

/** What the service would answer if all went well, in the form of the call. */
interface GoodAnswer {
  send(): void;
  /** The body of such an answer with another prompt in it. */
  bodyWith(prompt: string): string;
}

/**
 * Something that goes wrong on demand, for every request whose path begins with `/fault/NAME`. Its stage says when and
 * where: as soon as the headers are there, the body unread; once the body was read, whatever it is and with or without
 * a key; in place of the prompt, when key and image were found good; in what a chat says; in the list of models; in
 * how a good answer of any kind goes out.
 */
export type Fault = {
  readonly name: string;
  /** One line for the page that lists the faults. */
  readonly does: string;
} & (
  | {
      readonly stage: 'headers' | 'body';
      /** The calls that it hits; every one when left out. */
      readonly only?: readonly CallKind[];
      answer(exchange: Exchange): void;
    }
  | { readonly stage: 'image'; answer(exchange: Exchange, good: GoodAnswer): void }
  | { readonly stage: 'chat'; completion(prompt: string): Completion }
  | { readonly stage: 'models'; choose(models: readonly Model[]): readonly Model[] }
  | { readonly stage: 'pace'; send(exchange: Exchange, body: string): void }
);
