import { worded } from '../../wording/say.js';

/** A value with every sentence in it worded, as a Spanish reader gets it. */
export const inSpanish = (value: unknown): unknown => worded<unknown>(value, 'es');
