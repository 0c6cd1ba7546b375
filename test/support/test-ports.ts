import type { Instant, LocalDate } from '../../src-main/contract/index.ts';
import type { Clock, Log } from '../../src-main/engine/ports.ts';

/** The machine's own time, for tests in which time does not matter or really passes. */
export const systemClock: Clock = {
  now: () => new Date().toISOString() as Instant,
  today: () => new Date().toISOString().slice(0, 10) as LocalDate,
  monotonicMs: () => performance.now(),
};

/** A log that keeps its lines, so that a test can look for what must not be there. */
export function memoryLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const add = (level: string) => (event: string, data?: unknown) => {
    lines.push(`${level} ${event} ${JSON.stringify(data ?? {})}`);
  };
  return { lines, debug: add('debug'), info: add('info'), warn: add('warn'), error: add('error') };
}

/** A log that keeps quiet, unless `TICKMARK_TEST_LOG` is set. */
export const quietLog: Log = (() => {
  const say = (event: string, data?: object) => {
    if (process.env['TICKMARK_TEST_LOG']) console.error(event, data ?? '');
  };
  return { debug: () => undefined, info: say, warn: say, error: say };
})();

/** The key of every test store; tests that open the database themselves need it. */
export const TEST_KEY = new Uint8Array(32).fill(7);
