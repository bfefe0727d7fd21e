import { BlockList, isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { AppError } from '../../errors.js';
import { plainAddress } from './address.js';

/**
 * Lets in the addresses and networks ("203.0.113.7", "2001:db8::/32") given; none given lets everybody in. A stranger
 * gets the answer of an address that does not exist.
 */
export function allowIps(networks: readonly string[]): RequestHandler {
  const allowed = new BlockList();
  for (const network of networks) add(allowed, network);
  return (request, _response, next) => {
    if (networks.length > 0 && !contains(allowed, request.ip ?? '')) {
      throw new AppError('not_found', 'The address is not among KOMMO_HOOK_IPS.', {
        facts: { ip: request.ip ?? null },
      });
    }
    next();
  };
}

function add(allowed: BlockList, network: string): void {
  const [address = '', bits] = network.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (bits === undefined) allowed.addAddress(address, family);
  else allowed.addSubnet(address, Number(bits), family);
}

function contains(allowed: BlockList, ip: string): boolean {
  const address = plainAddress(ip);
  const version = isIP(address);
  return version !== 0 && allowed.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
