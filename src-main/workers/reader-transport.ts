import { z } from 'zod';

/** The one line of communication of a reader process: a forked Node process or an Electron utility process. */
export type Transport = {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called when the parent is gone. */
  onClosed(listener: () => void): void;
};

/** What Electron puts on `process` in a utility process; its messages carry the payload in `data`. */
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
};
const Utility = z.object({
  parentPort: z.custom<ParentPort>((port) => typeof port === 'object' && port !== null && 'postMessage' in port),
});

/** The channel to the process that started this one. Throws where there is none. */
export function parentTransport(): Transport {
  const utility = Utility.safeParse({ parentPort: Reflect.get(process, 'parentPort') });
  if (utility.success) {
    const port = utility.data.parentPort;
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
      onClosed: (listener) => port.on('close', listener),
    };
  }
  if (process.send === undefined) throw new Error('A reader is started by the reader pool, not by hand.');
  return {
    // Sending can fail only when the parent is gone, and then 'disconnect' ends this process.
    send: (message) => void process.send?.(message, undefined, {}, () => undefined),
    onMessage: (listener) => process.on('message', listener),
    onClosed: (listener) => process.on('disconnect', listener),
  };
}
