import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

/**
 * Takes the ways to the network away from the JavaScript of this process. Node's permission model, which denies files and child
 * processes, has no such switch in Node 24. Native code could still open a socket; a library that merely wants to download
 * something cannot.
 */
export function denyNetwork(): void {
  const refuse = (): never => {
    throw new Error('A reader process has no network.');
  };
  Reflect.set(globalThis, 'fetch', refuse);
  Reflect.set(globalThis, 'WebSocket', refuse);
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  dgram.createSocket = refuse;
  dgram.Socket.prototype.send = refuse;
  dns.lookup = Object.assign(refuse, { __promisify__: refuse });
}
