/** A socket for both families tells IPv4 as "::ffff:203.0.113.7". */
export const plainAddress = (ip: string): string => ip.replace(/^::ffff:(?=\d+\.)/iu, '');

/** "203.0.113.7" → "203.0.113.•••", "2001:db8:1:2::7" → "2001:db8:•••": whose network it is, not who. */
export function maskAddress(ip: string): string {
  const address = plainAddress(ip);
  if (address.includes('.')) return address.replace(/\d+$/u, '•••');
  return address === '' ? '' : `${address.split(':').slice(0, 2).join(':')}:•••`;
}

/** Who has one IPv6 address has a /56 of them, so that these count as one caller. */
export function callerOf(ip: string): string {
  const address = plainAddress(ip);
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const behind = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - before.length - behind.length)).fill('0');
  const groups = [...before, ...zeros, ...behind]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16));
  return groups.map((group, at) => (at === 3 ? group & 0xff00 : group).toString(16)).join(':');
}
