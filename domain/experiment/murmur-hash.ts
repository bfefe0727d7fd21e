/** MurmurHash3, 32 bits (Austin Appleby, public domain), of ASCII text: even, fast, and the same in every runtime. Hides nothing. */
export function murmurHash(text: string, seed = 0): number {
  const byteAt = (at: number): number => text.charCodeAt(at) & 0xff;
  const whole = text.length - (text.length % 4);
  let hash = seed;
  for (let at = 0; at < whole; at += 4) {
    const block =
      byteAt(at) | (byteAt(at + 1) << 8) | (byteAt(at + 2) << 16) | (byteAt(at + 3) << 24);
    hash = Math.imul(rotate(hash ^ scramble(block), 13), 5) + 0xe6546b64;
  }
  let rest = 0;
  for (let at = text.length - 1; at >= whole; at -= 1) rest = (rest << 8) | byteAt(at);
  return finish(hash ^ scramble(rest) ^ text.length);
}

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

const scramble = (block: number): number =>
  Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);

function finish(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}
