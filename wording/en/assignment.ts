import type { assignment as es } from '../es/assignment.js';
import type { Translation } from '../sentence.js';

export const assignment = {
  pack_title: 'Contact {name}: {leadClass}, {total} points.',
  pack_why: 'Why: {lines}.',
  pack_answers: 'Answers: {lines}.',
  pack_open: 'Still to ask: {lines}.',
  pack_window: 'You may write free text by WhatsApp until {until}.',
  pack_window_closed: 'By WhatsApp only a template arrives: call first.',
  pack_approach: 'How to speak: {approach}',
  pack_ask: 'To begin, ask: “{ask}”',
  by_person: 'A person assigned it.',
  because_only_available: 'The only one who was there.',
  because_speciality: 'Knows the service or the sector best, of {outOf} who were there.',
  because_fewest_leads: 'Had the fewest open leads, of {outOf} who were there.',
  because_longest_idle: 'Had waited longest for a lead, of {outOf} who were there.',
} as const satisfies Translation<typeof es>;
