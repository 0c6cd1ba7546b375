import type { LiveEvent } from '../contract/index.ts';

/** Events of the engine to any number of listeners and streams. */
export type LiveFeed = {
  push(event: LiveEvent): void;
  listen(listener: (event: LiveEvent) => void): () => void;
  /** Events from now on; ends when the signal aborts or the engine closes. */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<LiveEvent, void, void>;
  end(): void;
};

/** A stream that nobody drains keeps at most this many events; screens ask again for what they show, so older ones may go. */
const KEPT = 1_000;

export function createLiveFeed(): LiveFeed {
  const listeners = new Set<(event: LiveEvent) => void>();
  const ended = new AbortController();

  async function* subscribe(signal: AbortSignal | undefined): AsyncGenerator<LiveEvent, void, void> {
    const waiting: LiveEvent[] = [];
    let notify: () => void = () => undefined;
    const wake = () => notify();
    const listener = (event: LiveEvent) => {
      waiting.push(event);
      if (waiting.length > KEPT) waiting.shift();
      wake();
    };
    const over = AbortSignal.any([ended.signal, ...(signal ? [signal] : [])]);
    over.addEventListener('abort', wake);
    listeners.add(listener);
    try {
      while (!over.aborted) {
        const event = waiting.shift();
        if (event) yield event;
        else
          await new Promise<void>((resolve) => {
            notify = resolve;
          });
      }
    } finally {
      listeners.delete(listener);
      over.removeEventListener('abort', wake);
    }
  }

  return {
    push(event) {
      for (const listener of listeners) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    subscribe,
    end: () => ended.abort(),
  };
}
