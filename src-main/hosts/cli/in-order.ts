/** Works on `items`, at most `width` at a time, and hands the results over in the order of the items, each as soon as its turn has come. */
export async function inOrder<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
  handOver: (result: Result, item: Item) => void,
): Promise<void> {
  const running: { item: Item; result: Promise<Result> }[] = [];
  const next = async () => {
    const first = running.shift();
    if (first) handOver(await first.result, first.item);
  };
  for (const item of items) {
    running.push({ item, result: work(item) });
    if (running.length >= width) await next();
  }
  while (running.length > 0) await next();
}
