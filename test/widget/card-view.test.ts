import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Card } from '../../contract/card.js';
import type { OdooState } from '../../contract/odoo.js';
import { openCard, reduceCard, type CardState } from '../../widget/state/card-state.js';
import { viewCard } from '../../widget/views/card-view.js';
import { blankCard, freshCard, now, odooStates, talkedCard, withOdoo, wonCard } from './cards.js';
import { languages, settingIn } from './dictionaries.js';

const ready = (card: Card): CardState => openCard(card.leadId, { card, receivedAt: now });
const failure = { code: 'storage_unavailable', requestId: 'req-77' };

const states: readonly (readonly [string, CardState])[] = [
  ['unsaved', { kind: 'unsaved' }],
  ['not configured', { kind: 'not_configured' }],
  ['loading', openCard(1, null)],
  ['failed', reduceCard(openCard(1, null), { kind: 'card_failed', failure })],
  ['fresh', ready(freshCard)],
  ['stale', reduceCard(ready(freshCard), { kind: 'card_failed', failure })],
  ['stale at the companion', ready({ ...freshCard, stale: true })],
  ['talked', ready(talkedCard)],
  ['blank', ready(blankCard)],
  ['confirming', reduceCard(ready(freshCard), { kind: 'odoo_pressed' })],
  ['refused', reduceCard(ready(wonCard), { kind: 'odoo_failed', failure })],
  ...Object.entries(odooStates).map(
    ([name, odoo]) => [name, ready(withOdoo(wonCard, odoo))] as const,
  ),
];

function render(state: CardState, language: (typeof languages)[number] = 'es'): HTMLElement {
  const root = document.createElement('div');
  root.innerHTML = viewCard(state, settingIn(language));
  return root;
}

const textOf = (root: Element): string => root.textContent.replace(/\s+/g, ' ').trim();

describe.each(languages)('in %s', (language) => {
  test.each(states)('the card that is %s leaves no key, place or gap unfilled', (_name, state) => {
    const text = textOf(render(state, language));
    expect(text).not.toMatch(/\{\w+\}|undefined|null|NaN|\[object/);
    expect(text).not.toMatch(/\b(card|odoo|errors|factors|facts|causes|origins)\.\w+/);
  });
});

describe('the score (R9.1)', () => {
  test('shows one line per factor, and the lines add up to the total', () => {
    const root = render(ready(freshCard));
    const lines = [...root.querySelectorAll('.al-line__points')].map(textOf);
    expect(lines).toContain('+12 de 15');
    const sum = lines.reduce((total, line) => total + Number(/\d+/.exec(line)?.[0]), 0);
    expect(textOf(root.querySelector('.al-sum') ?? root)).toContain(`Suma: ${String(sum)}`);
    expect(textOf(root.querySelector('.al-total__number') ?? root)).toBe(String(sum));
  });

  test('lists what is missing with the points it could bring, most first (R2.5)', () => {
    const rows = [...render(ready(freshCard)).querySelectorAll('.al-list__row')].map(textOf);
    expect(rows).toEqual(['Presupuesto hasta +15', 'Teléfono fijo hasta +1']);
  });

  test('says how it moved, what the class asks for and how long the stage still has', () => {
    const text = textOf(render(ready(freshCard)));
    expect(text).toContain('Subió 2');
    expect(text).toContain('Contacte en 2 a 4 horas.');
    expect(text).toContain('Quedan 12 min');
    expect(textOf(render(ready(talkedCard)))).toContain('Vencido hace 20 min');
  });

  test('of both models are tabs, with the one in use marked and their disagreement told', () => {
    const root = render(ready(talkedCard));
    const tabs = [...root.querySelectorAll('[role="tab"]')];
    expect(tabs.map((tab) => [textOf(tab), tab.getAttribute('aria-selected')])).toEqual([
      ['Formulario68', 'false'],
      ['Conversación84 · en uso', 'true'],
    ]);
    expect(textOf(root)).toContain(
      'El formulario dice 68; la conversación, 84. No respondió: Varias sucursales.',
    );
  });

  test('is announced to a screen reader in a region that is always there', () => {
    const live = render(ready(freshCard)).querySelector('[aria-live="polite"]');
    expect(textOf(live ?? document.body)).toBe('Puntaje 68 de 100, Tibio');
    expect(render(openCard(1, null)).querySelectorAll('[aria-live="polite"]')).toHaveLength(2);
  });
});

describe('the answers', () => {
  test('of the service come with origin and age, the unknown ones as such', () => {
    const answers = [...render(ready(freshCard)).querySelectorAll('.al-answer')].map(textOf);
    expect(answers).toContain('Transacciones mensuales 650 WhatsApp · hace 12 min');
    expect(answers).toContain('Integración con software No Ejecutivo · hace 1 d');
    expect(answers).toContain('Varias sucursales Sin respuesta');
  });
});

describe('the hand-over (R5.5)', () => {
  const odoo = (state: OdooState): Element =>
    render(ready(withOdoo(wonCard, state))).querySelector('[data-part="odoo"]') ?? document.body;

  test('done shows the customer with a link that opens apart', () => {
    const link = odoo(odooStates.done).querySelector('a');
    expect(link?.getAttribute('href')).toBe(odooStates.done.customerUrl);
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer');
    expect(textOf(odoo(odooStates.done))).toContain('Cliente n.º 318');
  });

  test('failed shows the reason, the request and a retry', () => {
    const text = textOf(odoo(odooStates.failed));
    expect(text).toContain(odooStates.failed.reason);
    expect(text).toContain(odooStates.failed.requestId);
    expect(text).toContain('Reintentar');
  });

  test('waiting says for whom, in progress shows each step in words', () => {
    expect(textOf(odoo(odooStates.waiting))).toContain('Odoo no responde en este momento.');
    expect(textOf(odoo(odooStates.inProgress))).toContain('Oportunidad en curso');
    expect(odoo(odooStates.inProgress).querySelector('button')).toBeNull();
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', ' javascript:x', '//x'])(
    'never links to %s',
    (customerUrl) => {
      expect(odoo({ ...odooStates.done, customerUrl }).querySelector('a')).toBeNull();
    },
  );
});

describe('what a lead typed', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '"><svg onload=alert(1)>',
      "' onfocus='alert(1)' autofocus='",
      '{{constructor}}{{{x}}}',
      '</section></div><iframe>',
      '&lt;b&gt;&#60;',
    ),
    fc.string({ unit: 'binary' }),
  );

  test('is never markup, whatever field it stands in (R9.1)', () => {
    const known = new Set(allNames(render(ready(withOdoo(talkedCard, odooStates.failed)))));
    fc.assert(
      fc.property(hostile, (text) => {
        const card = withOdoo(replaceTexts(talkedCard, text), {
          ...odooStates.failed,
          reason: text,
          requestId: text,
        });
        const root = render(ready(card));
        expect(allNames(root).filter((name) => !known.has(name))).toEqual([]);
        const shown = root.querySelector('.al-answer__label')?.textContent;
        // The parser itself turns these two into others.
        expect(shown).toBe(text.replace(/\r\n?/g, '\n').replace(/\0/g, ''));
      }),
      { numRuns: 200 },
    );
  });
});

/** Every element and attribute name: text that became markup would add one. */
function allNames(root: Element): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element.tagName,
    ...element.getAttributeNames().map((name) => `${element.tagName} ${name}`),
  ]);
}

/** The card with every free text replaced; words of closed lists, times and ids stay. */
function replaceTexts(card: Card, text: string): Card {
  return {
    ...card,
    lead: {
      ...card.lead,
      name: text,
      company: text,
      stage: card.lead.stage && { ...card.lead.stage, name: text },
    },
    scores: card.scores.map((score) => ({
      ...score,
      version: text,
      contributions: score.contributions.map((line) => ({ ...line, answer: text })),
    })),
    history: card.history.map((event) => ({ ...event, cause: text, version: text })),
    nextQuestion: card.nextQuestion && { ...card.nextQuestion, text },
    answers: card.answers.map((answer) => ({ ...answer, label: text, shown: text, value: text })),
    conversation: card.conversation && {
      ...card.conversation,
      open: [text],
      messages: card.conversation.messages.map((message) => ({ ...message, text })),
    },
  };
}
