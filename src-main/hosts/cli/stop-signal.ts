/** Resolves with the first SIGINT, SIGTERM or SIGHUP. Listening begins at once, so a signal during start-up is not lost. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    // Listening alone keeps no process alive, and with no folder to watch nothing else would.
    const alive = setInterval(() => undefined, 3_600_000);
    const stop = (signal: NodeJS.Signals) => {
      clearInterval(alive);
      resolve(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  });
}
