import { expect, test } from '@jest/globals';
import type { Card } from '../../../contract/card.js';
import { openCard } from '../../../widget/card/state/card-state.js';
import { waitsFor } from '../../../widget/card/state/waits-for.js';
import { viewCard } from '../../../widget/card/view/card-view.js';
import { settingIn } from '../dictionaries.js';
import { askingCard, askingRun, now } from './cards.js';

const minute = 60_000;

type StageKey = NonNullable<Card['lead']['stage']>['key'];

function cardOf(key: StageKey, run: Card['run'], dueInMs = 12 * minute): Card {
  const { stage } = askingCard.lead;
  if (stage === null) throw new Error('The card has no stage.');
  const dueAt = new Date(now + dueInMs).toISOString();
  return { ...askingCard, lead: { ...askingCard.lead, stage: { ...stage, key, dueAt } }, run };
}
const run = (change: Partial<NonNullable<Card['run']>>): Card['run'] => ({
  ...{ ...askingRun, question: null, nextAt: null },
  ...change,
});

test.each<[string, StageKey, Card['run'], string]>([
  ['nobody has written', 'new', null, 'new'],
  ['the welcome is on its way', 'new', run({ state: 'welcome', since: null }), 'new'],
  ['the welcome has left', 'new', run({ state: 'welcome' }), 'welcomed'],
  ['the bot is about to begin', 'new', run({ state: 'soon', since: null }), 'welcomed'],
  ['the bot asks', 'qualifying', run({ state: 'asking' }), 'qualifying'],
  ['a person has it', 'qualifying', run({ state: 'taken' }), 'taken'],
  ['a person has it, further on', 'proposal', run({ state: 'taken' }), 'proposal'],
])(
  'where %s, the limit of "%s" waits for what is still to come (R9.1)',
  (_name, key, had, word) => {
    expect(waitsFor(cardOf(key, had))).toBe(word);
  },
);

test.each([
  [12 * minute, 'Si al vencer el bot no empezó a preguntar, se marca como atascado.'],
  [-12 * minute, 'Atascado: el bot no empezó a preguntar.'],
])(
  'a welcome that has left is not said to be missing, %i ms before the limit (R9.1)',
  (ms, said) => {
    const card = cardOf('new', run({ state: 'welcome' }), ms);
    const html = viewCard(openCard(card.leadId, { card, receivedAt: now }), settingIn('es'), null);
    expect(html).toContain(said);
    expect(html).not.toContain('no salió la bienvenida');
  },
);
