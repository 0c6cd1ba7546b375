const tails = new Map<string, Promise<unknown>>();

/**
 * Runs work on one thing (a folder, a file) after all earlier work on it, whichever connection asked. Two connections to the same books
 * live in one process, since one process holds the store.
 */
export function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const turn = (tails.get(name) ?? Promise.resolve()).then(work);
  const tail = turn
    .catch(() => undefined)
    .then(() => {
      if (tails.get(name) === tail) tails.delete(name);
    });
  tails.set(name, tail);
  return turn;
}
