import { Instant, LocalDate } from '../../../src-main/contract/index.ts';
import type { Clock } from '../../../src-main/engine/ports.ts';

export type FastClock = Clock & {
  /** Puts the wall clock forward or back, as a person or a time server does; the monotonic clock goes on as it went. */
  jump(ms: number): void;
};

/** A clock that runs `speed` times as fast as the machine's: back-offs and settle windows of minutes pass in seconds. */
export function fastClock(speed: number): FastClock {
  const [begin, beginMs] = [Date.now(), performance.now()];
  let jumped = 0;
  const monotonicMs = () => (performance.now() - beginMs) * speed;
  const now = () => new Date(begin + jumped + monotonicMs()).toISOString();
  return {
    now: () => Instant.parse(now()),
    today: () => LocalDate.parse(now().slice(0, 10)),
    monotonicMs,
    jump: (ms) => {
      jumped += ms;
    },
  };
}
