import { PromptError } from '../core/promptError.ts';
import type { Way } from '../net/httpTransport.ts';
import { call, type Service } from './service.ts';
import { isObject } from './serviceErrors.ts';
import { listModels } from './visionModels.ts';

/** What of the connection to a service works. */
export interface Connection {
  /** Undefined when the service answered; else the error that says why it did not. */
  readonly failure: Error | undefined;
  /** How requests go there; undefined where what is set as the proxy is none, which `failure` says. */
  readonly way: Way | undefined;
  /** False when the service says that it does not offer the API (any more). */
  readonly isOffered: boolean;
  readonly key: 'none' | 'missing' | 'refused' | 'accepted';
  /** In USD; undefined where the service does not tell. */
  readonly balanceUsd: number | undefined;
  /** How many models declare that they take images; undefined where that cannot be told. */
  readonly visionModels: number | undefined;
}

/** An engine's call that costs nothing and fails on a refused key. */
export type Probe = (key: string | undefined, signal: AbortSignal) => Promise<unknown>;

/**
 * Finds out what of a connection works, by calls that cost nothing. `visionService` is where models are looked for.
 * Throws a PromptError `cancelled`.
 */
export async function checkConnection(
  service: Service,
  visionService: Service | undefined,
  probe: Probe,
  signal: AbortSignal,
): Promise<Connection> {
  const key = await service.keys.get(service.address.origin);
  const failure = await failureOf(probe(key, signal));
  const problem = PromptError.problemOf(failure);
  const isAnswered = problem?.kind !== 'unreachable' && problem?.kind !== 'timedOut';
  const ask = async <Result>(asking: () => Promise<Result>) => {
    try {
      return isAnswered ? await asking() : undefined;
    } catch (error) {
      if (PromptError.problemOf(error)?.kind === 'cancelled') throw error;
      return undefined; // a service that does not tell
    }
  };
  return {
    failure: isAnswered ? undefined : failure,
    way: await service.http.wayTo(service.address.base).catch(() => undefined),
    isOffered: problem?.kind !== 'serviceGone',
    key: keyStateOf(key, problem?.kind),
    balanceUsd: await ask(() => balanceOf(service, key, signal)),
    visionModels: await ask(async () => visionService && countVisionModels(visionService, key, signal)),
  };
}

async function failureOf(work: Promise<unknown>): Promise<Error | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (PromptError.problemOf(error) === undefined || PromptError.problemOf(error)?.kind === 'cancelled')
      throw error;
    return error as Error;
  }
}

function keyStateOf(key: string | undefined, kind: string | undefined): Connection['key'] {
  if (key === undefined) return kind === 'noKey' ? 'missing' : 'none';
  return kind === 'keyRefused' ? 'refused' : 'accepted';
}

/** Novita AI tells it in strings of 1/10000 USD, to keys whose team role allows it. */
async function balanceOf(
  service: Service,
  key: string | undefined,
  signal: AbortSignal,
): Promise<number | undefined> {
  const url = `${service.address.origin}/openapi/v1/billing/balance/detail`;
  const answer = await call(service, { url, key, signal });
  const units = isObject(answer) ? Number.parseFloat(String(answer.availableBalance)) : Number.NaN;
  return Number.isFinite(units) ? units / 10_000 : undefined;
}

async function countVisionModels(
  service: Service,
  key: string | undefined,
  signal: AbortSignal,
): Promise<number | undefined> {
  const models = await listModels(service, key, signal);
  const telling = models.filter(({ takesImages }) => takesImages !== undefined);
  return telling.length === 0 ? undefined : telling.filter(({ takesImages }) => takesImages).length;
}
