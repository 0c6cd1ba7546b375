import { z } from 'zod';

/** Time that clocks and proxies may differ by, in ms. */
const MARGIN_MS = 3_000;

/** The setting that says how long a server may go on with a request, in seconds; it sets the settle window. */
export function requestLimitSetting(description: string) {
  return z.number().int().min(1).max(900).default(120).meta({ title: 'Longest request', description });
}

/** How long a lost request must be waited for, in ms. */
export function settleMsOf(requestLimit: number): number {
  return requestLimit * 1_000 + MARGIN_MS;
}
