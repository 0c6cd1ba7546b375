import { create } from 'zustand';
import { openTransport, type Transport } from './transport.ts';

type ConnectionState = {
  /** `connecting` is the first attempt; `lost` means that it worked before, or that attempts fail. */
  status: 'connecting' | 'open' | 'lost';
  attempts: number;
  /** Grows with every fresh connection, so that screens know to ask again. */
  generation: number;
};

export const useConnection = create<ConnectionState>(() => ({ status: 'connecting', attempts: 0, generation: 0 }));

const FIRST_RETRY_MS = 400;
const LAST_RETRY_MS = 5_000;

let current: Promise<Transport> | undefined;

/** The open transport. Waits while the connection is lost, so a question asked then is answered later. */
export function transport(): Promise<Transport> {
  current ??= connect();
  return current;
}

async function connect(): Promise<Transport> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const opened = await openTransport();
      useConnection.setState(({ generation }) => ({ status: 'open', attempts: 0, generation: generation + 1 }));
      void opened.closed.then(onClosed);
      return opened;
    } catch {
      useConnection.setState({ status: 'lost', attempts: attempt + 1 });
      await pause(retryDelay(attempt));
    }
  }
}

function onClosed(): void {
  useConnection.setState({ status: 'lost', attempts: 0 });
  current = connect();
}

/** Milliseconds to wait after the `attempt`-th failure, counted from 0. */
export function retryDelay(attempt: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 10));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
