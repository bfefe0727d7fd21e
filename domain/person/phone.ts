export type ReadText =
  | { readonly kind: 'ok'; readonly value: string }
  | { readonly kind: 'invalid'; readonly reason: string; readonly remedy: string };

const remedy = 'Escriba un número dominicano de 10 dígitos que empiece con 809, 829 u 849.';
/** A WhatsApp link may carry the message that it proposes. */
const longest = 500;
const invalid = (reason: string): ReadText => ({ kind: 'invalid', reason, remedy });

/** North American numbering plan: an exchange never starts with 0 or 1. */
const dominican = /^(?:809|829|849)[2-9]\d{6}$/u;

/**
 * Any usual spelling of a Dominican number → E.164, "+18095550142" (R2.1): with or without +1, 1, 001 or 011, with spaces,
 * dots, dashes, parentheses, an extension, or as a WhatsApp link.
 */
export function readPhone(text: string): ReadText {
  if (text.length > longest) return invalid('El número es demasiado largo.');
  const bare = bareNumber(text);
  if (/\p{L}/u.test(bare)) return invalid('El número contiene letras.');
  const digits = bare.replace(/\D/gu, '');
  if (digits === '') return invalid('No contiene ningún dígito.');
  const dialled = digits.replace(/^(?:011|00)(?=[1-9])/u, '');
  const international = bare.includes('+') || dialled !== digits;
  const national = dialled.replace(/^1(?=\d{10}$)/u, '');

  // After an international prefix ten digits are a whole foreign number, whatever they start with.
  const hasCountry = national !== dialled || !international;
  if (hasCountry && dominican.test(national)) return { kind: 'ok', value: `+1${national}` };
  return invalid(whyNot(dialled, national, international));
}

/** Drops what surrounds the number: a link, a label, an extension, what WhatsApp puts in when a number is copied. */
const bareNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .toLowerCase()
    .replace(/(?:https?:\/\/)?(?:api\.whatsapp\.com\/send\/?\?phone=|wa\.me\/)/gu, '')
    .replace(/[?&][\s\S]*$/u, '')
    .replace(/^\s*(?:tel[eé]fono|tel|whats\s?app|wsp|m[oó]vil|celular|cel)\s*[.:]?\s*/u, '')
    .replace(/[\s,;]*(?:extensi[oó]n|ext|x)\s*[.:]?\s*\d{1,6}\s*$/u, '');

function whyNot(dialled: string, national: string, international: boolean): string {
  if (/^(?:809|829|849)\d{7}$/u.test(national))
    return 'Ese número no existe en la República Dominicana.';
  if (dialled.length >= 20) return 'Hay más de un número.';
  const seemsDominican = /^1?(?:809|829|849)/u.test(dialled);
  if (!seemsDominican && (international || [10, 11].includes(national.length)))
    return 'El número es de otro país.';
  if (national.length === 7) return 'Falta el código de área.';
  return national.length < 10 ? 'Al número le faltan dígitos.' : 'Al número le sobran dígitos.';
}
