/** The same text always gives the same UUID, so that a bot compiled twice is the same file. */
export function stableUuid(text: string): string {
  const hex = [0, 1, 2, 3].map((seed) => stableHash(text, seed)).join('');
  const variant = (8 + (parseInt(hex.slice(16, 17), 16) % 4)).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** FNV-1a, 32 bits, as eight hex digits; another seed gives another value for the same text. */
export function stableHash(whole: string, seed = 0): string {
  const text = `${seed} ${whole}`;
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value.toString(16).padStart(8, '0');
}
