/**
 * The id of a lead that was not captured but found in Kommo: made of Kommo's own numbers, so that whoever finds it at
 * the same time makes the same lead. A UUID of version 8, the one for ids of one's own making (RFC 9562).
 */
export function adoptedLeadId(accountId: number, kommoLeadId: number): string {
  const account = accountId.toString(16).padStart(12, '0').slice(-12);
  const lead = kommoLeadId.toString(16).padStart(12, '0').slice(-12);
  return `${account.slice(0, 8)}-${account.slice(8)}-8000-8000-${lead}`;
}
