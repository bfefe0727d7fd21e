/** Case, accents and repeated spaces do not tell two names of a stage or an option apart: people retype them. */
export const sameText = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/gu, ' ').trim().toLowerCase();
