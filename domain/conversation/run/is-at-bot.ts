/** Where a lead stands: its stage's key in the blueprint, null for a stage that the firm added itself. */
interface Place {
  readonly outcome: 'open' | 'won' | 'lost';
  readonly stage: string | null;
}

/** Where the bot asks: in an open lead, before "Calificando" and in it. A person who moves it further has the conversation. */
export const isAtBot = ({ outcome, stage }: Place): boolean =>
  outcome === 'open' && (stage === 'new' || stage === 'qualifying');
