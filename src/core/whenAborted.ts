/**
 * Calls back when a signal is aborted, at once where it was before, until what it returns is called.
 *
 * Listeners of a signal are linked in Node, and one that was removed keeps the one after it. A batch has thousands come
 * and go on one signal, so none may keep more than itself: an old one that the collection of garbage has not come to
 * would keep all that followed, with their pictures.
 */
export function whenAborted(signal: AbortSignal, callback: () => void): () => void {
  let called: (() => void) | undefined = callback;
  const listener = () => called?.();
  signal.addEventListener('abort', listener);
  if (signal.aborted) listener();
  return () => {
    signal.removeEventListener('abort', listener);
    called = undefined;
  };
}
