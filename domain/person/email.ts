import type { Sentence } from '../../wording/sentence.js';
import type { ReadText } from './phone.js';

const invalid = (
  why: 'at' | 'long' | 'name' | 'domain' | 'ends_in_con',
  remedy: Sentence = { code: 'person.email_remedy' },
): ReadText => ({ kind: 'invalid', reason: { code: `person.email_${why}` }, remedy });

const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;
const topLevel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/u;

/** Of what surrounds an address; the address itself has limits of its own. */
const longest = 500;

/** A mailbox address in lower case (R2.1). Lengths are RFC 5321's: 64 before the @, 254 in all. */
export function readEmail(text: string): ReadText {
  if (text.length > longest) return invalid('long');
  const address = text
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .trim()
    .replace(/^mailto:/iu, '')
    .toLowerCase();
  const at = address.indexOf('@');
  if (at === -1 || at !== address.lastIndexOf('@')) return invalid('at');
  const name = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (address.length > 254 || name.length > 64) return invalid('long');
  if (!local.test(name)) return invalid('name');
  if (!isDomain(domain)) return invalid('domain');
  // No such domain exists, and it is the commonest slip of the finger.
  if (domain.endsWith('.con')) {
    const email = address.replace(/con$/u, 'com');
    return invalid('ends_in_con', { code: 'person.email_did_you_mean', params: { email } });
  }
  return { kind: 'ok', value: address };
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  return (
    labels.length > 1 &&
    labels.every((one) => label.test(one)) &&
    topLevel.test(labels.at(-1) ?? '')
  );
}

/** An address of the firm's own domain, not of a provider where anyone gets one (R2.5). */
export const isBusinessEmail = (email: string, freeMailboxes: ReadonlySet<string>): boolean =>
  !freeMailboxes.has(email.slice(email.lastIndexOf('@') + 1));
