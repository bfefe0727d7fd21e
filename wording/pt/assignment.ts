import type { assignment as es } from '../es/assignment.js';
import type { Translation } from '../sentence.js';

export const assignment = {
  pack_title: 'Contatar {name}: {leadClass}, {total} pontos.',
  pack_why: 'Por quê: {lines}.',
  pack_answers: 'Respostas: {lines}.',
  pack_open: 'Falta perguntar: {lines}.',
  pack_window: 'Pode escrever texto livre pelo WhatsApp até {until}.',
  pack_window_closed: 'Pelo WhatsApp só chega um modelo: ligue primeiro.',
  pack_approach: 'Como falar: {approach}',
  pack_ask: 'Para começar, pergunte: «{ask}»',
} as const satisfies Translation<typeof es>;
