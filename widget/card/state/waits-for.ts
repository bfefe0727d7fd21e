import type { Card } from '../../../contract/card.js';

/** What the stage's time limit waits for, as a word of `stage_ends`: what has happened already is not waited for. */
export function waitsFor({ lead, run }: Pick<Card, 'lead' | 'run'>): string {
  const key = lead.stage?.key ?? '';
  if (run === null) return key;
  if (key === 'new' && (run.state !== 'welcome' || run.since !== null)) return 'welcomed';
  return key === 'qualifying' && run.state === 'taken' ? 'taken' : key;
}
