import type { ReadText } from './phone.js';
import { cleanLine } from './text.js';

const longest = 200;

/** A full name of two words or more, each with a letter (R2.1). */
export function readFullName(text: string): ReadText {
  const name = cleanLine(text);
  if (name.length > longest) {
    return {
      kind: 'invalid',
      reason: 'El nombre es demasiado largo.',
      remedy: `Use como máximo ${longest} caracteres.`,
    };
  }
  const words = name.split(' ').filter((word) => /\p{L}/u.test(word));
  if (words.length < 2) {
    return {
      kind: 'invalid',
      reason: 'Falta el nombre completo.',
      remedy: 'Escriba nombre y apellido.',
    };
  }
  return { kind: 'ok', value: name };
}

export function readCompanyName(text: string): ReadText {
  const name = cleanLine(text);
  if (name.length > longest) {
    return {
      kind: 'invalid',
      reason: 'El nombre de la empresa es demasiado largo.',
      remedy: `Use como máximo ${longest} caracteres.`,
    };
  }
  if (!/[\p{L}\p{N}]/u.test(name)) {
    return {
      kind: 'invalid',
      reason: 'Falta el nombre de la empresa.',
      remedy: 'Escriba el nombre de la empresa.',
    };
  }
  return { kind: 'ok', value: name };
}
