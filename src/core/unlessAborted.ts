import { whenAborted } from './whenAborted.ts';

/**
 * Rejects when the signal is aborted first, with its reason or another error; what was waited for goes on, for the next
 * who needs it.
 */
export async function unlessAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
  error = (): unknown => signal.reason,
): Promise<Value> {
  const aborted = Promise.withResolvers<never>();
  const forget = whenAborted(signal, () => aborted.reject(error()));
  try {
    return await Promise.race([aborted.promise, promise]);
  } finally {
    forget();
  }
}
