import { PromptError } from '../core/promptError.ts';
import type { ServiceAddress } from '../net/serviceAddress.ts';
import { isKeyRefusal } from './serviceErrors.ts';

/** Where keys are kept, and asked for. A key belongs to one origin (scheme, host and port) and goes to no other. */
export interface KeyRing {
  get(origin: string): Promise<string | undefined>;
  /** Asks the user for a key and keeps it. Throws a PromptError `cancelled` when there comes none. */
  ask(request: KeyRequest): Promise<string>;
}

export interface KeyRequest {
  readonly address: ServiceAddress;
  readonly reason: 'missing' | 'refused';
  /** A call with a key that costs nothing and fails when the key is refused. */
  probe(key: string, signal: AbortSignal): Promise<unknown>;
  readonly signal: AbortSignal;
}

/**
 * Does something that may need the key of an address. The user is asked where there is none (servers of
 * this machine and of its private network are tried without first), and asked anew, once, where it is refused.
 */
export async function withKey<Result>(
  { keys, ...request }: Omit<KeyRequest, 'reason'> & { readonly keys: KeyRing },
  attempt: (key: string | undefined) => Promise<Result>,
): Promise<Result> {
  const { address } = request;
  const stored = await keys.get(address.origin);
  const key =
    stored === undefined && !address.isLoopback && !address.isPrivateNetwork
      ? await keys.ask({ ...request, reason: 'missing' })
      : stored;
  try {
    return await attempt(key);
  } catch (error) {
    const isMissing = PromptError.problemOf(error)?.kind === 'noKey';
    if (!isMissing && !isKeyRefusal(error)) throw error;
    const present = await keys.get(address.origin);
    const wasMendedMeanwhile = present !== undefined && present !== key;
    if (wasMendedMeanwhile) return await attempt(present);
    return await attempt(await keys.ask({ ...request, reason: isMissing ? 'missing' : 'refused' }));
  }
}
