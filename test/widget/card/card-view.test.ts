import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Card, CardAnswer } from '../../../contract/card.js';
import type { OdooState } from '../../../contract/odoo.js';
import {
  openCard,
  reduceCard,
  type CardEvent,
  type CardState,
} from '../../../widget/card/state/card-state.js';
import { createSayAnswer } from '../../../widget/card/view/say-answer.js';
import { cardActions } from '../../../widget/card/card-actions.js';
import { viewCard } from '../../../widget/card/view/card-view.js';
import {
  askingCard,
  before,
  blankCard,
  freshCard,
  now,
  odooStates,
  preview,
  richerCard,
  talkedCard,
  waitingForOdoo,
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
const wanted: CardEvent = {
  ...{ kind: 'fetch_began', part: 'answers', action: 'edit:company_size', fields: {} },
};
const complaint = (reason: string): CardEvent => ({
  kind: 'complaint_sent',
  said: { expected: 'higher', reason },
});
const task = (text: string): CardEvent => ({ kind: 'task_sent', text });
const noReason: CardEvent = { kind: 'odoo_confirmed', reason: '' };
const failure = { code: 'storage_unavailable', requestId: 'req-77' };

const retryRefused: CardEvent = { kind: 'retry_refused', failure };
const waitingCard: Card = {
  ...withOdoo(wonCard, odooStates.waiting),
  waiting: [waitingForOdoo],
};

const states: readonly (readonly [string, CardState])[] = [
  ['unsaved', { kind: 'unsaved' }],
  ['not configured', { kind: 'not_configured' }],
  ['loading', openCard(1, null)],
  ['failed', reduceCard(openCard(1, null), { kind: 'card_failed', failure })],
  ['fresh', ready(freshCard)],
  ['stale', reduceCard(ready(freshCard), { kind: 'card_failed', failure })],
  ['stale at the companion', ready({ ...freshCard, stale: true })],
  ['talked', ready(talkedCard)],
  ['asking', ready(askingCard)],
  ['being taken', then(ready(askingCard), { kind: 'pass_pressed', to: 'person' })],
  [
    'not taken',
    then(
      ready(askingCard),
      { kind: 'pass_pressed', to: 'person' },
      { kind: 'pass_refused', failure },
    ),
  ],
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
  [
    'answered where it stands',
    then(
      ready(freshCard),
      { kind: 'edit_answered', question: 'multiple_branches', value: 'sí' },
      { kind: 'edit_saved', card: richerCard, at: now },
    ),
  ],
  ['with origins', then(ready(talkedCard), { kind: 'origins_pressed' })],
  ['fetching what was wanted', then(ready(freshCard), wanted)],
  ['not fetching it', then(ready(freshCard), wanted, { kind: 'fetch_failed' })],
  ['with a task', then(ready(freshCard), { kind: 'task_opened' })],
  ['with a task without words', then(ready(freshCard), { kind: 'task_opened' }, task(' '))],
  ['with a task on its way', then(ready(freshCard), { kind: 'task_opened' }, task('Llamar'))],
  [
    'with a task refused',
    then(ready(freshCard), { kind: 'task_opened' }, task('Llamar'), {
      kind: 'task_failed',
      failure,
    }),
  ],
  [
    'with a task made',
    then(ready(freshCard), { kind: 'task_opened' }, task('Llamar'), { kind: 'task_made' }),
  ],
  ['confirming without a reason', then(ready(freshCard), { kind: 'odoo_pressed' }, noReason)],
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
  ['waiting for Odoo', ready(waitingCard)],
  ['being tried again', then(ready(waitingCard), { kind: 'retry_pressed' })],
  ['not tried again', then(ready(waitingCard), { kind: 'retry_pressed' }, retryRefused)],
  ...Object.entries(odooStates).map(
    ([name, odoo]) => [name, ready(withOdoo(wonCard, odoo))] as const,
  ),
];

function render(state: CardState, language: (typeof languages)[number] = 'es'): HTMLElement {
  const root = document.createElement('div');
  root.innerHTML = viewCard(state, settingIn(language), cardActions.views);
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
    const card = { ...freshCard, nextQuestion: null };
    const rows = [...render(ready(card)).querySelectorAll('.al-missing')].map(textOf);
    expect(rows).toEqual(['Presupuesto +15', 'Teléfono fijo +1']);
  });

  test('a question that brings no points is offered for the proposal, not for "+0" (R9.1)', () => {
    const nextQuestion = { question: 'monthly_transactions', text: '¿Cuántas?', couldBring: 0 };
    const text = textOf(render(ready({ ...freshCard, nextQuestion })));
    expect(text).toContain('para la propuesta');
    expect(text).not.toContain('hasta +0');
  });

  test('says how it moved, how far the next class is and how long the stage still has', () => {
    const text = textOf(render(ready(freshCard)));
    expect(text).toContain('Subió 2');
    expect(text).toContain('A 12 puntos de HOT');
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
    expect(render(openCard(1, null)).querySelectorAll('[aria-live="polite"]')).toHaveLength(5);
  });
});

describe('the answers', () => {
  const answersOf = (state: CardState, language: (typeof languages)[number] = 'es') =>
    [...render(state, language).querySelectorAll('.al-answer')].map(textOf);

  test('of each service are folded, with how many are known', () => {
    const [service, general] = render(ready(freshCard)).querySelectorAll('details');
    expect(textOf(service?.querySelector('summary') ?? document.body)).toBe('Contabilidad 3/4');
    expect(textOf(general?.querySelector('summary') ?? document.body)).toBe('Datos generales 3/4');
    expect(service?.open).toBe(false);
    expect(answersOf(ready(freshCard))).toContain('Varias sucursales Sin respuesta');
    expect(answersOf(ready(freshCard))).toContain('Transacciones al mes 650');
  });

  test('say on demand where they come from, by name where an executive gave them, and when', () => {
    const answers = answersOf(then(ready(freshCard), { kind: 'origins_pressed' }));
    expect(answers).toContain('Transacciones al mes 650 WhatsApp · hace 12 min');
    expect(answers).toContain('Integración de software No Carmen Peña · hace 1 d');
    expect(answers).toContain('Varias sucursales Sin respuesta');
  });

  test.each([
    ['en', 'Several branches Not answered', 'Budget +15'],
    ['pt', 'Várias filiais Sem resposta', 'Orçamento +15'],
  ] as const)('are in the language of the reader: %s', (language, answer, missing) => {
    const card = { ...freshCard, nextQuestion: null };
    expect(answersOf(ready(card), language)).toContain(answer);
    expect(textOf(render(ready(card), language))).toContain(missing);
  });
});

test('what a line knows is in the language of the reader too, also where an answer holds a comma (R9.1)', () => {
  const reports: CardAnswer = {
    ...{ question: 'special_reports', label: 'Reportes especiales', service: 'accounting' },
    kind: 'choice',
    ...{ value: 'banks', shown: 'Sí, para bancos', answeredAt: null, by: null, editable: true },
    options: [{ key: 'banks', label: 'Sí, para bancos' }],
    ...{ origin: 'form', sentence: null },
  };
  const { lead } = talkedCard;
  const say = createSayAnswer({ lead, answers: [reports] }, settingIn('en').t);
  expect([
    say('correo empresarial, WhatsApp verificado'),
    say('Contabilidad, Fiscal · múltiples servicios'),
    say('Contabilidad · Reportes especiales: Sí, para bancos'),
    say('21-50'),
  ]).toEqual([
    'business e-mail, WhatsApp verified',
    'Accounting, Tax · several services',
    'Accounting · Special reports: Yes, for banks',
    '21-50',
  ]);
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

describe('what waits of the lead (R6.2)', () => {
  const waiting = (state: CardState): Element =>
    render(state).querySelector('[data-part="waiting"]') ?? document.body;

  test('says what, why and when next, with a button', () => {
    expect(textOf(waiting(ready(waitingCard)))).toMatch(
      /^En espera Reintentar ahora Enviar a Odoo: Odoo no responde en este momento\. Próximo intento: /,
    );
  });

  test('is told once, and to a screen reader too', () => {
    const root = render(ready(waitingCard));
    const live = root.querySelector('[data-part="live"]');
    expect(textOf(live ?? root)).toContain('En espera: Odoo no responde');
    live?.remove();
    expect(textOf(root).match(/Odoo no responde/g)).toHaveLength(1);
  });

  test('says why it could not be hurried', () => {
    const state = then(ready(waitingCard), { kind: 'retry_pressed' }, retryRefused);
    expect(textOf(waiting(state).querySelector('[role="alert"]') ?? document.body)).toBe(
      'El servidor no pudo usar su base de datos.',
    );
  });

  test('takes no room where nothing waits', () => {
    expect(render(ready(freshCard)).querySelector('[data-part="waiting"]')).toBeNull();
  });
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

  test('done links to what else stands in Odoo', () => {
    const links = [...odoo(odooStates.done).querySelectorAll('a')].map((one) => [
      textOf(one.parentElement ?? one),
      one.getAttribute('href'),
    ]);
    expect(links).toContainEqual([
      'Oportunidad n.º 92',
      'http://localhost:4069/odoo/opportunity/92',
    ]);
  });

  test('failed shows the reason, the request and a retry', () => {
    const text = textOf(odoo(odooStates.failed));
    expect(text).toContain(odooStates.failed.reason);
    expect(text).toContain(odooStates.failed.requestId);
    const again = render(ready(withOdoo(wonCard, odooStates.failed))).querySelector(
      '[data-action="odoo"]',
    );
    expect(textOf(again ?? document.body)).toBe('Reintentar el envío a Odoo');
  });

  test('waiting says for whom, in progress shows each step in words', () => {
    expect(textOf(odoo(odooStates.waiting))).toContain('Odoo no responde en este momento.');
    expect(textOf(odoo(odooStates.inProgress))).toContain('Oportunidad en curso');
    expect(odoo(odooStates.inProgress).querySelector('button')).toBeNull();
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', ' javascript:x', '//x'])(
    'never links to %s',
    (customerUrl) => {
      const steps = odooStates.done.steps.map((step) => ({ ...step, url: customerUrl }));
      expect(odoo({ ...odooStates.done, customerUrl, steps }).querySelector('a')).toBeNull();
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
    // Questions and options that the firm added itself: ours are shown in our own words.
    answers: card.answers.map((answer, index) => ({
      ...{ ...answer, question: `own_${String(index)}`, label: text, shown: text, value: text },
      options: answer.options.map(({ key }) => ({ key: `own_${key}`, label: text })),
    })),
    conversation: card.conversation && {
      ...card.conversation,
      open: [{ question: text, label: text }],
      messages: card.conversation.messages.map((message) => ({ ...message, text })),
    },
  };
}

describe('what fits the stage (R9.1)', () => {
  const lost: Card = {
    ...talkedCard,
    lead: {
      ...talkedCard.lead,
      stage: { key: 'lost', name: 'Perdido', outcome: 'lost', since: before(1), dueAt: null },
    },
  };

  test.each([
    ['won', wonCard],
    ['lost', lost],
  ])('a %s lead is asked nothing and pushed towards no class', (_outcome, card) => {
    const root = render(ready({ ...card, nextClass: { leadClass: 'HOT', points: 3 } }));
    expect(root.querySelector('[data-part="missing"]')).toBeNull();
    expect(textOf(root)).not.toMatch(/Pregunte|puntos de HOT/);
  });

  test.each([
    ['won', wonCard, 'al-action_true'],
    ['lost', lost, 'al-action_false'],
    ['open', freshCard, 'al-action_false'],
  ])('of a %s lead the button for Odoo is under the score', (_outcome, card, tone) => {
    const button = render(ready(card)).querySelector('[data-part="head"] [data-action="odoo"]');
    expect(button?.classList.contains(tone)).toBe(true);
    expect(button?.getAttribute('aria-label')).toBe('Enviar a Odoo');
  });

  test('WhatsApp and a call go to the number that the lead has, and are not there without one', () => {
    const links = (card: Card): readonly (string | null)[] =>
      [...render(ready(card)).querySelectorAll('[data-part="head"] a')].map((one) =>
        one.getAttribute('href'),
      );
    expect(links(freshCard)).toEqual(['https://wa.me/18095550142', 'tel:+18095550142']);
    const { lead } = freshCard;
    for (const phone of [null, '809', 'javascript:alert(1)']) {
      const person = { ...lead.person, phone };
      expect(links({ ...freshCard, lead: { ...lead, person } })).toEqual([]);
    }
  });
});

describe('the question that the card proposes', () => {
  const ask = (card: Card): Element =>
    render(ready(card)).querySelector('.al-ask') ?? document.body;
  const proposing = (question: string): Card => ({
    ...freshCard,
    nextQuestion: { question, text: '¿…?', couldBring: 2 },
  });

  test('is answered where it stands: options to press', () => {
    const options = [...ask(proposing('multiple_branches')).querySelectorAll('.al-option')];
    expect(options.map((one) => [textOf(one), one.getAttribute('data-action')])).toEqual([
      ['Sí', 'answer:multiple_branches:sí'],
      ['No', 'answer:multiple_branches:no'],
    ]);
  });

  test('is answered where it stands: a field for a number', () => {
    const form = ask(proposing('monthly_transactions')).querySelector('[data-form]');
    expect(form?.getAttribute('data-form')).toBe('answer:monthly_transactions');
    expect(form?.querySelector('input')?.getAttribute('inputmode')).toBe('numeric');
  });

  test('of a card that is stale is only read', () => {
    const answers = freshCard.answers.map((answer) => ({ ...answer, editable: false }));
    const card = { ...proposing('multiple_branches'), answers };
    expect(ask(card).querySelector('.al-option, [data-form]')).toBeNull();
  });
});
