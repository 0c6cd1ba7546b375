import { PEER_JSON_BYTES, PEER_MESSAGE_BYTES } from '../transports/peer-messages.ts';

/** Every limit of the web host, in one table that the tests read. Times are milliseconds, sizes bytes. */
export const WEB_LIMITS = {
  /** All headers of a request. A browser sends under 2 KB here. */
  headerBytes: 16 * 1024,
  /** Time to send the headers, and the whole request: 110 MB over loopback take under a second. */
  headersMs: 10_000,
  requestMs: 120_000,
  /** How often requests that take too long are looked for. */
  checkMs: 2_000,
  keepAliveMs: 5_000,
  /** Connections at the same time; a window holds one and opens six more while it loads. */
  connections: 200,
  sockets: 64,
  /** A socket that answered no ping for this long is gone. */
  pingMs: 30_000,
  uploadBytes: PEER_MESSAGE_BYTES,
  jsonBytes: PEER_JSON_BYTES,
  /**
   * A launch code dies with its first use, and after this long at the latest. A minute is what a browser opened by us needs; ten is for a
   * person who copies the address by hand, perhaps to another window after a coffee. The code has 256 bits and works once, on
   * loopback, so the longer life gives a guesser nothing; a finder of the printed line must be faster than its owner either way.
   */
  codeMs: 10 * 60_000,
  /** Codes that wait to be used at the same time; the oldest gives way. */
  codes: 8,
  /** Wrong codes within a minute before all are refused for the rest of it. */
  wrongCodes: 20,
  wrongCodesMs: 60_000,
  /** A browser stays signed in this long after it last loaded the window. */
  sessionMs: 30 * 24 * 60 * 60_000,
} as const;
