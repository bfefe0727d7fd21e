/** The pilot's sides (R3.4): `a` is our own form, `b` is InLead's. */
export const arms = ['a', 'b'] as const;
export type Arm = (typeof arms)[number];
