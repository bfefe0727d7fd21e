import type { correction as es } from '../es/correction.js';
import type { Translation } from '../sentence.js';

export const correction = {
  not_editable: 'Este dado não pode ser corrigido aqui.',
  not_editable_remedy: 'Corrija-o na Kommo e recarregue a lista.',
  tax_id_remedy: 'Confira o RNC (9 dígitos) ou a cédula (11 dígitos).',
  amount: 'O valor deve ser um número inteiro de 0 ou mais.',
  amount_remedy: 'Escreva somente dígitos, sem centavos.',
  refused_by_kommo: 'A Kommo não aceitou a correção.',
  lead_gone: 'O lead não existe mais na Kommo.',
} as const satisfies Translation<typeof es>;
