import { execFileSync } from 'node:child_process';
import { versionOf } from './machine.ts';

/** How the native program is called, for the note of a table. */
export const NATIVE_CALL = '`--psm 6` on the raw image, one thread, process start included';

/** Version line of the native program, or undefined where it is not installed. */
export function nativeTesseract(): string | undefined {
  return versionOf('tesseract');
}

/** Milliseconds that the native program takes for a picture: the yardstick of a machine whose speed changes from day to day. */
export function nativeMs(path: string): number {
  const began = performance.now();
  execFileSync('tesseract', [path, '-', '--psm', '6'], {
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return performance.now() - began;
}
