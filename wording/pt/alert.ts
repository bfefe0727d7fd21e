import type { alert as es } from '../es/alert.js';
import type { Translation } from '../sentence.js';

export const alert = {
  dead_letters: 'Trabalhos com falha a resolver: {failures} de {limit} ({level} %)',
  exports:
    'A cópia falha ou atrasa: a última completa tem {failures} horas, de {limit} no máximo ({level} %)',
  kommo: 'Falhas seguidas ao chamar a Kommo: {failures} de {limit} ({level} %)',
  odoo: 'Falhas seguidas ao chamar o Odoo: {failures} de {limit} ({level} %)',
  meta: 'Falhas seguidas ao chamar a Meta: {failures} de {limit} ({level} %)',
  whatsapp: 'WhatsApp: {failures} de {limit} pessoas em 24 horas ({level} %)',
  disk: 'O disco está {failures} % cheio de {limit} ({level} %)',
  stuck_leads: 'Leads fora do prazo: {failures} de {limit} ({level} %)',
  kommo_token:
    'O token do Kommo vence em {failures} dias (avisa-se desde {limit}; {level} %): crie um novo',
  clear: 'Resolvido: {what}',
} as const satisfies Translation<typeof es>;
