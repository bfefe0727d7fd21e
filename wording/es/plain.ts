/** Texts that have no words of ours: what was stored before sentences had codes, and sentences one after another. */
export const plain = {
  as_stored: '{text}',
  all: '{sentences}',
  of_before: 'Un motivo de una versión anterior.',
} as const;
