import type { proposal as es } from '../es/proposal.js';
import type { Translation } from '../sentence.js';

export const proposal: Translation<typeof es> = {
  note_made: 'Proposta versão {version}, {amount} por mês: {url}',
  accepted: 'Aceitou a proposta (versão {version}). Ligue hoje para os próximos passos.',
  wish: 'Quer mudar a proposta (versão {version}): {wish}',
  opened_again: 'Abriu a proposta de novo (versão {version}). Bom momento para ligar.',
  closed: 'O lead já está encerrado: não se faz proposta.',
  accepted_stays: 'O cliente já a aceitou.',
  none: 'Este lead não tem proposta.',
  other_currency:
    'Escreva o valor em {currency}, a moeda da conta do Kommo: ele passa ao lead e ao Odoo.',
};
