/**
 * Does something with each item, so many at once; the results are in the order of the items. Throws the first error, and
 * begins with no other item after it.
 */
export async function inParallel<Item, Result>(
  atOnce: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const remaining = eachOnce(items);
  const worker = async () => {
    for (const [index, item] of remaining) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** A loop that an error leaves closes a generator for all who share it; the iterator of an array would go on. */
function* eachOnce<Item>(items: readonly Item[]): Generator<[index: number, item: Item]> {
  yield* items.entries();
}
