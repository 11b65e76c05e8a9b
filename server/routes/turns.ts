/** Works through a list one after the other and lets other requests have their turn between any two. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = []
  for (const item of items) {
    results.push(work(item))
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return results
}
