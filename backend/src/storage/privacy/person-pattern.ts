import type { Traces } from '../../../../domain/privacy/traces.js';

/** What people put between the digits of a number. */
const between = '[ ().-]*';

/**
 * A regular expression of PostgreSQL that finds the person's numbers, addresses and RNC in any text, however they are written; null where
 * nothing is asked for.
 */
export function personPattern({ phones, emails, taxIds }: Traces): string | null {
  const parts = [
    ...phones.flatMap(phonePattern),
    ...emails.map((email) => `(?<![\\w.+-])${quoted(email)}(?![\\w-])`),
    ...taxIds.map((digits) => `(?<![0-9])${digits.split('').join('[ -]?')}(?![0-9])`),
  ];
  return parts.length === 0 ? null : parts.join('|');
}

/** JSON that names the person's leads and contacts by their ids. */
export function mentionPattern({ leadIds, kommoLeadIds, contactIds }: Traces): string | null {
  const ids = [...leadIds, ...kommoLeadIds.map(String), ...contactIds.map(String)];
  if (ids.length === 0) return null;
  return `"(?:kommoLeadId|leadId|contactId|id)": "?(?:${ids.map(quoted).join('|')})"?[,}\\]]`;
}

/** The country code of the Americas is often left out. */
function phonePattern(phone: string): readonly string[] {
  const digits = phone.replace(/\D/gu, '');
  if (digits.length < 7) return [];
  const isNorthAmerican = digits.length === 11 && digits.startsWith('1');
  const national = isNorthAmerican ? digits.slice(1) : digits;
  const prefix = isNorthAmerican ? `(?:1${between})?` : '';
  return [`(?<![0-9])${prefix}${national.split('').join(between)}(?![0-9])`];
}

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&');
