/** Resolves with the first SIGINT, SIGTERM or SIGHUP. Listening begins at once, so a signal during start-up is not lost. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}
