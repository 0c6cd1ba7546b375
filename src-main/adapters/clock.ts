import { Instant, localDate } from '../contract/index.ts';
import type { Clock } from '../engine/ports.ts';

/** The machine's clock. `today` is the day on the user's wall, because a receipt of this morning in Auckland is not of tomorrow. */
export const systemClock: Clock = {
  now: () => Instant.parse(new Date().toISOString()),
  today: () => {
    const now = new Date();
    const today = localDate(now.getFullYear(), now.getMonth() + 1, now.getDate());
    if (today === undefined) throw new RangeError(`the machine's clock shows no day: ${now.getTime()}`);
    return today;
  },
  monotonicMs: () => performance.now(),
};
