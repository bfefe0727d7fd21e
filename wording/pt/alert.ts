import type { alert as es } from '../es/alert.js';
import type { Translation } from '../sentence.js';

export const alert = {
  dead_letters: 'Trabalhos com falha a resolver: {failures} de {limit} ({level} %)',
  exports:
    'A cópia falha ou atrasa: a última completa tem {failures} horas, de {limit} no máximo ({level} %)',
  kommo: 'Falhas seguidas ao chamar a Kommo: {failures} de {limit} ({level} %)',
  odoo: 'Falhas seguidas ao chamar o Odoo: {failures} de {limit} ({level} %)',
  meta: 'Falhas seguidas ao chamar a Meta: {failures} de {limit} ({level} %)',
} as const satisfies Translation<typeof es>;
