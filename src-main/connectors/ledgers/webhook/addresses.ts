import type { LookupAddress } from 'node:dns';
import { lookup as resolveName } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { BlockList, isIP } from 'node:net';
import { EngineError } from '../../../contract/index.ts';

/** Addresses that no setting opens: link-local ones (metadata services of clouds answer there), groups, and what is no address of a host. */
const NEVER = blockList(['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'], ['::/128', 'fe80::/10', 'ff00::/8']);
/** Networks that are not the internet (IANA special-purpose registries). */
const PRIVATE = blockList(
  ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ['::1/128', 'fc00::/7', '64:ff9b::/96'],
);

/** True where the address names this very machine, so that nothing leaves it. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** True where nothing may be sent to the address. */
export function isForbidden(address: string, allowsPrivate: boolean): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return NEVER.check(address, family) || (!allowsPrivate && PRIVATE.check(address, family));
}

/** Throws `ledger_broken` where the address is written as a number that must not be reached. Names are looked at when they are resolved. */
export function checkLiteral(url: URL, allowsPrivate: boolean): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isLoopback(url.hostname) && isForbidden(host, allowsPrivate)) throw refused(url.hostname);
}

/**
 * Resolves names for a connection and refuses those that lead where nothing may be sent. It is the same look-up that the connection then
 * uses, so that a name cannot be one thing when it is checked and another when it is used.
 */
export function guardedLookup(allowsPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const isOpen = hostname === 'localhost' || !addresses.some(({ address }) => isForbidden(address, allowsPrivate));
      const [first] = addresses;
      if (!isOpen || first === undefined) return callback(refused(hostname), '', 0);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

function refused(host: string): EngineError {
  return new EngineError('ledger_broken', { note: `${host} is an address of a private network, which the settings do not allow.` });
}

function blockList(ipv4: readonly string[], ipv6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [nets, family] of [[ipv4, 'ipv4'] as const, [ipv6, 'ipv6'] as const]) {
    for (const net of nets) {
      const [address = '', prefix = ''] = net.split('/');
      list.addSubnet(address, Number(prefix), family);
    }
  }
  return list;
}
