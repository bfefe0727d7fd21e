/** Long enough to tell somebody something; the companion asks for as much. */
export const isReason = (text: string): boolean => text.trim().length >= 3;
