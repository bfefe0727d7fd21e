import type { Card, CardAnswer } from '../../contract/card.js';
import type { OdooState, OdooStepState } from '../../contract/odoo.js';
import type { Contribution, Missing, Score } from '../../contract/score.js';
import {
  anyBoolean,
  anyNumber,
  anyText,
  exactly,
  listOf,
  nullable,
  oneOf,
  shape,
  word,
} from './shape.js';

type Of<Kind extends OdooState['kind']> = Extract<OdooState, { kind: Kind }>;

const text = nullable(anyText);
const keyed = shape<{ key: string; label: string }>({ key: anyText, label: anyText });

const step = shape<OdooStepState>({
  step: word(),
  state: word(),
  id: nullable(anyNumber),
  url: text,
});

const inProgress = shape<Of<'in_progress'>>({
  kind: exactly('in_progress'),
  requestedAt: anyText,
  steps: listOf(step),
  waitingFor: nullable(word()),
});
const done = shape<Of<'done'>>({
  kind: exactly('done'),
  finishedAt: anyText,
  customerId: anyNumber,
  customerUrl: anyText,
  steps: listOf(step),
});
const failed = shape<Of<'failed'>>({
  kind: exactly('failed'),
  failedAt: anyText,
  code: word(),
  reason: text,
  requestId: anyText,
  steps: listOf(step),
});

export const isOdooState = oneOf(
  oneOf(shape<Of<'not_sent'>>({ kind: exactly('not_sent') }), inProgress),
  oneOf(done, failed),
);

const score = shape<Score>({
  model: word(),
  version: anyText,
  total: anyNumber,
  leadClass: word(),
  contributions: listOf(
    shape<Contribution>({ factor: word(), answer: text, points: anyNumber, most: anyNumber }),
  ),
  missing: listOf(
    shape<Missing>({ factor: word(), question: text, fact: text, couldBring: anyNumber }),
  ),
});

const answer = shape<CardAnswer>({
  question: anyText,
  label: anyText,
  service: text,
  kind: word(),
  value: nullable(oneOf(anyText, anyNumber)),
  shown: text,
  origin: nullable(word()),
  answeredAt: text,
  editable: anyBoolean,
  options: listOf(keyed),
});

const lead = shape<Card['lead']>({
  name: anyText,
  company: text,
  services: listOf(keyed),
  stage: nullable(
    shape<NonNullable<Card['lead']['stage']>>({
      key: nullable(word()),
      name: anyText,
      outcome: word(),
      since: text,
      dueAt: text,
    }),
  ),
  capturedAt: text,
  source: text,
});

export const isCard = shape<Card>({
  leadId: anyNumber,
  generatedAt: anyText,
  stale: anyBoolean,
  lead,
  current: nullable(word()),
  scores: listOf(score),
  history: listOf(
    shape<Card['history'][number]>({
      at: anyText,
      model: word(),
      version: anyText,
      total: anyNumber,
      previous: nullable(anyNumber),
      cause: anyText,
    }),
  ),
  nextQuestion: nullable(
    shape<NonNullable<Card['nextQuestion']>>({
      question: anyText,
      text: anyText,
      couldBring: anyNumber,
    }),
  ),
  answers: listOf(answer),
  disagreement: nullable(
    shape<NonNullable<Card['disagreement']>>({
      preTotal: anyNumber,
      leadTotal: anyNumber,
      unanswered: listOf(
        shape<{ question: string; label: string }>({ question: anyText, label: anyText }),
      ),
      noReply: anyBoolean,
    }),
  ),
  conversation: nullable(
    shape<NonNullable<Card['conversation']>>({
      messages: listOf(
        shape<NonNullable<Card['conversation']>['messages'][number]>({
          at: anyText,
          from: word(),
          text: anyText,
        }),
      ),
      open: listOf(anyText),
      freeTextUntil: text,
    }),
  ),
  odoo: isOdooState,
});
