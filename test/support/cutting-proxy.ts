import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A TCP relay on 127.0.0.1 that can break off in the middle of what the server says. */
export type CuttingProxy = {
  readonly port: number;
  /** Bytes that the server has said in the latest connection. */
  readonly said: number;
  readonly connections: number;
  /** Everything that clients have said, as Latin-1. */
  readonly heard: string;
  /** The next connection ends when the server has said so many bytes; those after it are whole. */
  cutNextAfter(bytes: number): void;
  /** Nothing passes any more, and nobody is told: what a router does that has forgotten a connection. */
  blackHole(on: boolean): void;
  close(): Promise<void>;
};

export async function startCuttingProxy(target: number): Promise<CuttingProxy> {
  const state = { said: 0, connections: 0, heard: '', cut: Number.POSITIVE_INFINITY, silent: false };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const limit = state.cut;
    state.cut = Number.POSITIVE_INFINITY;
    state.said = 0;
    state.connections += 1;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (data) => {
      state.heard += data.toString('latin1');
      if (!state.silent) upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (state.silent) return;
      const rest = limit - state.said;
      state.said += data.length;
      if (data.length < rest) client.write(data);
      else client.write(data.subarray(0, Math.max(0, rest)), end);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    get said() {
      return state.said;
    },
    get connections() {
      return state.connections;
    },
    get heard() {
      return state.heard;
    },
    cutNextAfter: (bytes) => {
      state.cut = bytes;
    },
    blackHole: (on) => {
      state.silent = on;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
