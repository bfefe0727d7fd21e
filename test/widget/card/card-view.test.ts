import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Card } from '../../../contract/card.js';
import type { OdooState } from '../../../contract/odoo.js';
import {
  openCard,
  reduceCard,
  type CardEvent,
  type CardState,
} from '../../../widget/card/state/card-state.js';
import { viewCard } from '../../../widget/card/view/card-view.js';
import {
  blankCard,
  freshCard,
  now,
  odooStates,
  preview,
  richerCard,
  talkedCard,
  withOdoo,
  wonCard,
} from './cards.js';
import { languages, settingIn } from '../dictionaries.js';

const ready = (card: Card): CardState => openCard(card.leadId, { card, receivedAt: now });
function then(state: CardState, ...events: readonly CardEvent[]): CardState {
  return events.reduce(reduceCard, state);
}
const editing = (card: Card, question: string): CardState =>
  then(ready(card), { kind: 'edit_opened', question });
const complaint = (reason: string): CardEvent => ({
  kind: 'complaint_sent',
  said: { expected: 'higher', reason },
});
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
  ['editing', editing(freshCard, 'multiple_branches')],
  ['editing a number', editing(freshCard, 'monthly_transactions')],
  ['saving', then(editing(freshCard, 'multiple_branches'), { kind: 'edit_sent', value: 'no' })],
  [
    'not saved',
    then(
      editing(freshCard, 'multiple_branches'),
      { kind: 'edit_sent', value: 'no' },
      { kind: 'edit_failed', failure },
    ),
  ],
  [
    'saved',
    then(
      editing(talkedCard, 'multiple_branches'),
      { kind: 'edit_sent', value: 'no' },
      { kind: 'edit_saved', card: richerCard, at: now },
    ),
  ],
  ['complaining', then(ready(freshCard), { kind: 'complaint_opened' })],
  ['complaining with nothing', then(ready(freshCard), { kind: 'complaint_opened' }, complaint(''))],
  ['complaining, sending', then(ready(freshCard), { kind: 'complaint_opened' }, complaint('Sí'))],
  [
    'thanked',
    then(ready(freshCard), { kind: 'complaint_opened' }, complaint('Es un grupo'), {
      kind: 'complaint_kept',
    }),
  ],
  ['previewing', then(ready(wonCard), { kind: 'preview_pressed' })],
  [
    'previewed',
    then(ready(wonCard), { kind: 'preview_pressed' }, { kind: 'preview_arrived', preview }),
  ],
  [
    'not previewed',
    then(ready(wonCard), { kind: 'preview_pressed' }, { kind: 'preview_failed', failure }),
  ],
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

  test('a question that brings no points is offered for the proposal, not for "+0" (R9.1)', () => {
    const nextQuestion = { question: 'monthly_transactions', text: '¿Cuántas?', couldBring: 0 };
    const text = textOf(render(ready({ ...freshCard, nextQuestion })));
    expect(text).toContain('para la propuesta');
    expect(text).not.toContain('hasta +0');
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
      'El formulario dice 68, la conversación 84: no respondió varias sucursales.',
    );
  });

  test('is announced to a screen reader in a region that is always there', () => {
    const live = render(ready(freshCard)).querySelector('[aria-live="polite"]');
    expect(textOf(live ?? document.body)).toBe('Puntaje 68 de 100, Tibio');
    expect(render(openCard(1, null)).querySelectorAll('[aria-live="polite"]')).toHaveLength(3);
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

describe('an edited answer', () => {
  const row = (state: CardState): Element =>
    [...render(state).querySelectorAll('.al-answer')].find((one) =>
      textOf(one).startsWith('Varias sucursales'),
    ) ?? document.body;

  test('is changed where it stands: a choice among its options, and none', () => {
    const options = [...row(editing(freshCard, 'multiple_branches')).querySelectorAll('option')];
    expect(options.map((option) => [option.value, textOf(option), option.selected])).toEqual([
      ['', 'Sin respuesta', true],
      ['sí', 'Sí', false],
      ['no', 'No', false],
    ]);
  });

  test('an exact amount stays among the ranges until another is chosen', () => {
    const revenue = freshCard.answers.map((answer) =>
      answer.question === 'monthly_revenue' ? { ...answer, value: 1_250_000 } : answer,
    );
    const state = editing({ ...freshCard, answers: revenue }, 'monthly_revenue');
    const option = render(state).querySelector<HTMLOptionElement>('select option');
    expect([option?.value, option?.selected]).toEqual(['1250000', true]);
  });

  test('shows and announces what it did to the score (R2.5)', () => {
    const state = then(
      editing(talkedCard, 'multiple_branches'),
      { kind: 'edit_sent', value: 'sí' },
      { kind: 'edit_saved', card: richerCard, at: now },
    );
    expect(textOf(row(state))).toContain('84 → 88');
    expect(textOf(row(state))).toContain('+4 por Presupuesto');
    expect(textOf(render(state).querySelector('[data-part="live"]') ?? document.body)).toContain(
      '84 → 88, +4 por Presupuesto',
    );
  });

  test('that changes nothing says so', () => {
    const state = then(
      editing(talkedCard, 'multiple_branches'),
      { kind: 'edit_sent', value: 'sí' },
      { kind: 'edit_saved', card: talkedCard, at: now },
    );
    expect(textOf(row(state))).toContain('El puntaje sigue en 84');
  });

  test('of a card that is stale cannot be opened', () => {
    const answers = freshCard.answers.map((answer) => ({ ...answer, editable: false }));
    const state = editing({ ...freshCard, answers }, 'multiple_branches');
    expect(render(state).querySelector('[data-form], [data-action^="edit:"]')).toBeNull();
  });
});

test('a time limit says what happens when it ends, and what happened when it is over (R3.1)', () => {
  expect(textOf(render(ready(freshCard)))).toContain(
    'Si al vencer la conversación no terminó (sigue una persona), se marca como atascado.',
  );
  expect(textOf(render(ready(talkedCard)))).toContain('Atascado: no hubo primer contacto.');
});

describe('what would be sent to Odoo (R5.5)', () => {
  test('comes in sections, after what will go wrong', () => {
    const state = then(
      ready(wonCard),
      { kind: 'preview_pressed' },
      { kind: 'preview_arrived', preview },
    );
    const text = textOf(render(state).querySelector('.al-preview') ?? document.body);
    expect(text).toMatch(/Antes de enviar El RNC no es válido.*Cliente Empresa Ferretería/);
  });

  test('is not offered once it was sent', () => {
    const root = render(ready(withOdoo(wonCard, odooStates.done)));
    expect(root.querySelector('[data-action="preview"]')).toBeNull();
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
