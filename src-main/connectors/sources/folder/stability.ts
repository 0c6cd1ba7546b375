import { SETTLE } from './map.ts';

/** One look at a file. `signature` changes with size, time and the first and last 4 KB. Milliseconds since 1970 for `changedMs`. */
export type Look = {
  readonly signature: string;
  readonly size: bigint;
  /** The later of content change and arrival of the name (mtime and ctime). */
  readonly changedMs: number;
  readonly modifiedMs: number;
  /** From `endsAsItShould`. */
  readonly whole: boolean | undefined;
  /** The name says that it is not finished. */
  readonly unfinishedName: boolean;
};

type Track = { signature: string; sinceMs: number; changed: boolean };

/**
 * Decides when a file is complete. Times are monotonic, so a clock that jumps or a file dated in the future changes nothing;
 * wall time serves only to recognise a file that was finished long before it was first seen.
 */
export class StabilityTracker {
  readonly #tracks = new Map<string, Track>();

  /** Milliseconds to wait for another look; 0 when the file can be taken. */
  wait(path: string, look: Look, now: { readonly monotonicMs: number; readonly wallMs: number }): number {
    const known = this.#tracks.get(path);
    if (known === undefined) {
      this.#tracks.set(path, { signature: look.signature, sinceMs: now.monotonicMs, changed: false });
      return wasFinishedBefore(look, now.wallMs) ? 0 : windowOf(look, false);
    }
    if (known.signature !== look.signature) {
      known.signature = look.signature;
      known.sinceMs = now.monotonicMs;
      known.changed = true;
    }
    return Math.max(0, Math.ceil(known.sinceMs + windowOf(look, known.changed) - now.monotonicMs));
  }

  forget(path: string): void {
    this.#tracks.delete(path);
  }

  /** Forgets every file that is not among these. */
  keepOnly(paths: ReadonlySet<string>): void {
    for (const path of this.#tracks.keys()) if (!paths.has(path)) this.#tracks.delete(path);
  }
}

function windowOf(look: Look, changed: boolean): number {
  if (look.unfinishedName) return SETTLE.unfinishedMs;
  return changed || look.size === 0n || look.whole === false ? SETTLE.growingMs : SETTLE.quietMs;
}

/** Copying tools may set an old time before the last byte, so an old time alone is believed only where the name is old as well or the end is there. */
function wasFinishedBefore(look: Look, wallMs: number): boolean {
  if (look.unfinishedName || look.size === 0n || look.whole === false) return false;
  if (wallMs - look.modifiedMs < SETTLE.oldMs) return false;
  return look.whole === true || wallMs - look.changedMs >= SETTLE.oldMs;
}
