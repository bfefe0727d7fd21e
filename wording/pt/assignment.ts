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
  by_person: 'Uma pessoa atribuiu.',
  because_only_available: 'Era a única pessoa disponível.',
  because_speciality: 'É quem mais conhece o serviço ou o setor, entre {outOf} disponíveis.',
  because_fewest_leads: 'Tinha menos leads abertos, entre {outOf} disponíveis.',
  because_longest_idle: 'Estava há mais tempo sem receber um lead, entre {outOf} disponíveis.',
} as const satisfies Translation<typeof es>;
