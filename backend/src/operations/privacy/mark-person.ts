import type { Services } from '../../services.js';
import { readQuery } from './find-person.js';
import { keysOf } from './keys-of.js';

/**
 * What stands for a person in the record of acts (R8.2): who has the number or address can make the same mark, and nobody else can.
 * @throws AppError `invalid_body`
 */
export async function markPerson({ store }: Services, query: string): Promise<string> {
  const hashes = await store.erasures.hashes(keysOf(readQuery(query)));
  return hashes.map((hash) => hash.slice(0, markLength)).join(' ');
}

/** Enough to tell one from another in a log that people read. */
const markLength = 16;
