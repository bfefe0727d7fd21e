/** "RD$ 25,000.50" as Dominicans write it; an empty one leaves the amount open. No guess: it would go to the client, or into the figures. */
export function readAmount(text: string): number | null | 'unreadable' {
  const typed = text.replace(/^\s*(?:RD\$|US\$|\$|[A-Z]{3})?\s*|\s+$/gu, '');
  if (typed === '') return null;
  return /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d{1,2})?$/u.test(typed)
    ? Number(typed.replaceAll(',', ''))
    : 'unreadable';
}
