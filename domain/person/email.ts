import type { ReadText } from './phone.js';

const remedy = 'Escriba un correo como nombre@empresa.com.';
const invalid = (reason: string, better = remedy): ReadText => ({
  kind: 'invalid',
  reason,
  remedy: better,
});

const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;
const topLevel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/u;

/** Of what surrounds an address; the address itself has limits of its own. */
const longest = 500;

/** A mailbox address in lower case (R2.1). Lengths are RFC 5321's: 64 before the @, 254 in all. */
export function readEmail(text: string): ReadText {
  if (text.length > longest) return invalid('El correo es demasiado largo.');
  const address = text
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .trim()
    .replace(/^mailto:/iu, '')
    .toLowerCase();
  const at = address.indexOf('@');
  if (at === -1 || at !== address.lastIndexOf('@'))
    return invalid('El correo debe llevar una sola @.');
  const name = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (address.length > 254 || name.length > 64) return invalid('El correo es demasiado largo.');
  if (!local.test(name)) return invalid('La parte antes de la @ no es válida.');
  if (!isDomain(domain)) return invalid('El dominio después de la @ no es válido.');
  // No such domain exists, and it is the commonest slip of the finger.
  if (domain.endsWith('.con')) {
    return invalid(
      'El dominio termina en .con.',
      `¿Quiso decir ${address.replace(/con$/u, 'com')}?`,
    );
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
