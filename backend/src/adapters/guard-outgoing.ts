import * as dns from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector } from 'undici';

/** A name that leads into the own network, or an address that no server of ours or of a vendor has. */
export class OwnNetwork extends Error {
  override readonly name = 'OwnNetwork';
  readonly host: string;

  constructor(host: string) {
    super(`${host} leads into the own network: name it in PRIVATE_HOSTS if it belongs there`);
    this.host = host;
  }
}

/** Where a cloud's machines ask for their own secrets, and what is no server at all. */
const neverCalled: ReadonlySet<string> = new Set([
  ...['linkLocal', 'unspecified', 'broadcast', 'multicast', 'reserved'],
]);

/**
 * Connects to the internet only. Inside the own network: what the address itself says ("localhost", "192.168.1.10"), since
 * an administrator wrote it, and the names given. Any other name is judged by the addresses that are then dialled, so
 * that it cannot lead elsewhere a moment later (DNS rebinding).
 */
export function createGuardedAgent(privateHosts: readonly string[], resolve: Resolve = ask): Agent {
  const listed = new Set(privateHosts.map((host) => host.toLowerCase()));
  const mayBePrivate = (host: string): boolean =>
    host === 'localhost' || host.endsWith('.localhost') || listed.has(host.toLowerCase());
  const connect = buildConnector({ lookup: judging(resolve, mayBePrivate) });
  return new Agent({
    connect: (options, callback) => {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      // No lookup is made for a literal address.
      if (isIP(host) !== 0 && neverCalled.has(rangeOf(host))) callback(new OwnNetwork(host), null);
      else connect(options, callback);
    },
  });
}

/** IPv4 inside of IPv6 is what it is as IPv4. */
const rangeOf = (address: string): string => ipaddr.process(address).range();

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;
type All = (error: Error | null, addresses: LookupAddress[]) => void;
type Resolve = (host: string, options: LookupOptions, callback: All) => void;

const ask: Resolve = (host, options, callback) => {
  dns.lookup(host, { ...options, all: true }, callback);
};

const judging =
  (resolve: Resolve, mayBePrivate: (host: string) => boolean) =>
  (host: string, options: LookupOptions, callback: Found): void => {
    resolve(host, options, (error, addresses) => {
      const [first] = error === null ? addresses : [];
      const mayCall = ({ address }: LookupAddress): boolean => {
        const range = rangeOf(address);
        return range === 'unicast' || (mayBePrivate(host) && !neverCalled.has(range));
      };
      if (first === undefined) callback(error ?? new Error(`${host} has no address`), []);
      else if (!addresses.every(mayCall)) callback(new OwnNetwork(host), []);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
