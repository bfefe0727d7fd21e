import type { plain as es } from '../es/plain.js';
import type { Translation } from '../sentence.js';

export const plain = {
  as_stored: '{text}',
  all: '{sentences}',
  of_before: 'A reason of an earlier version.',
} as const satisfies Translation<typeof es>;
