import { Worker } from 'node:worker_threads';

/** How often the thread looks for the parent. */
const EVERY_MS = 2_000;

/**
 * Ends this process when its parent is gone, even while its main thread is stuck in a decoder and cannot hear that the channel
 * closed: a thread of its own looks for the parent and kills the process. It is plain JavaScript text, so that it needs no file
 * of its own in bundled output.
 */
export function endWithParent(): void {
  const watch = `
    const parent = ${process.ppid};
    setInterval(() => {
      let isGone = process.ppid !== parent;
      // On Windows the parent's id never changes.
      try { process.kill(parent, 0); } catch (error) { isGone ||= error.code === 'ESRCH'; }
      if (isGone) process.kill(process.pid, 'SIGKILL');
    }, ${EVERY_MS});`;
  const thread = new Worker(watch, { eval: true, env: {}, resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 } });
  thread.unref();
}
