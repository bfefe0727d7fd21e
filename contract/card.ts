import { z } from 'zod';
import { conversationRunSchema, strategySchema } from './card-conversation.js';
import { cardFollowUpSchema } from './card-follow-up.js';
import { errorCodes } from './errors.js';
import { odooStateSchema } from './odoo.js';
import { proposalStateSchema } from './proposal.js';
import { leadClasses, scoreModels, scoreSchema } from './score.js';

export const origins = ['form', 'inlead', 'meta', 'bot', 'executive', 'kommo'] as const;
export type Origin = (typeof origins)[number];

export const stageKeys = [
  'new',
  'qualifying',
  'qualified',
  'in_contact',
  'proposal',
  'negotiation',
  'won',
  'lost',
  'nurturing',
] as const;
export type StageKey = (typeof stageKeys)[number];

const stageSchema = z.object({
  /** Null for a stage that the firm added itself. */
  key: z.enum(stageKeys).nullable(),
  name: z.string(),
  outcome: z.enum(['open', 'won', 'lost']),
  since: z.iso.datetime().nullable(),
  /** When the stage's time limit ends; null where it has none, or where nothing would happen at its end. */
  dueAt: z.iso.datetime().nullable(),
});

/** One question with what is known of it. Labels are the customer's own Spanish words. */
export const cardAnswerSchema = z.object({
  question: z.string(),
  label: z.string(),
  /** The service the question belongs to; null for the general ones. */
  service: z.string().nullable(),
  kind: z.enum(['choice', 'number', 'text']),
  /** The option's key, the number or the text; null when unknown. */
  value: z.union([z.string(), z.number()]).nullable(),
  /** The value as a person reads it; null when unknown. */
  shown: z.string().nullable(),
  origin: z.enum(origins).nullable(),
  answeredAt: z.iso.datetime().nullable(),
  /** Kommo's id of the executive who gave it; null where it came otherwise, or nobody noted who. */
  by: z.int().nullable(),
  /** What the lead wrote, where the companion read the answer out of it; null where it was pressed or typed. */
  sentence: z.string().nullable(),
  editable: z.boolean(),
  options: z.array(z.object({ key: z.string(), label: z.string() })).readonly(),
});
export type CardAnswer = z.infer<typeof cardAnswerSchema>;

export const scoreEventSchema = z.object({
  at: z.iso.datetime(),
  model: z.enum(scoreModels),
  version: z.string(),
  total: z.int(),
  /** The total before, of the same model; null for the first. */
  previous: z.int().nullable(),
  /** Why it changed: `captured`, `came_again`, `answered`, `whatsapp_verified`, `edited`, `conversation`, `recalculated`, `table_changed`. */
  cause: z.string(),
});

const messageSchema = z.object({
  at: z.iso.datetime(),
  from: z.enum(['lead', 'bot', 'executive']),
  text: z.string(),
});

const openQuestionSchema = z.object({ question: z.string(), label: z.string() });

/** Work that failed and is tried again by itself. */
export const waitingSchema = z.object({
  /** "send-to-kommo", "send-to-odoo" … */
  step: z.string(),
  code: z.enum(errorCodes),
  /** What it waits for, in words a salesperson understands. */
  reason: z.string(),
  since: z.iso.datetime(),
  nextAt: z.iso.datetime(),
});

/** Body of `PATCH /widget/v1/leads/:id/answers`; null takes an answer back. Answers the new card. */
export const editAnswersSchema = z.object({
  answers: z.record(z.string(), z.union([z.string(), z.number()]).nullable()),
});

/** Body of `POST /widget/v1/leads/:id/feedback`: "Esta puntuación no es correcta". 204 when kept. */
export const feedbackSchema = z.object({
  model: z.enum(scoreModels),
  total: z.int(),
  /** What the executive would have given; null when only the reason is known. */
  expected: z.enum(['higher', 'lower']).nullable(),
  reason: z.string().trim().min(3).max(1_000),
});

/** Body of `POST /widget/v1/leads/:id/tasks`: a task for who asks, on the lead. 204 when Kommo has it. */
export const leadTaskSchema = z.object({
  text: z.string().trim().min(3).max(1_000),
  dueAt: z.iso.datetime(),
});
export type LeadTask = z.infer<typeof leadTaskSchema>;

/** Body of `POST /widget/v1/leads/recalculate`, for leads checked in a list. Answers `{ "queued": n }`. */
export const recalculateSchema = z.object({
  leadIds: z.array(z.int().positive()).min(1).max(500).readonly(),
});

/** Answer of `GET /widget/v1/leads/:id/odoo/preview`: what would be sent, in the order of the steps. */
export const odooPreviewSchema = z.object({
  won: z.boolean(),
  sections: z
    .array(
      z.object({
        title: z.string(),
        lines: z.array(z.object({ label: z.string(), value: z.string() })).readonly(),
      }),
    )
    .readonly(),
  /** What will go wrong if nothing changes ("El RNC no es válido"). */
  warnings: z.array(z.string()).readonly(),
});
export type OdooPreview = z.infer<typeof odooPreviewSchema>;

/** Everything the panel shows, in one answer. */
export const cardSchema = z.object({
  leadId: z.int().positive(),
  generatedAt: z.iso.datetime(),
  /** True when Kommo could not be read and the companion answers from what it kept. */
  stale: z.boolean(),
  lead: z.object({
    name: z.string(),
    company: z.string().nullable(),
    /** The main contact; its phone in E.164. */
    person: z.object({ name: z.string(), phone: z.string().nullable() }),
    services: z.array(z.object({ key: z.string(), label: z.string() })).readonly(),
    stage: stageSchema.nullable(),
    capturedAt: z.iso.datetime().nullable(),
    source: z.string().nullable(),
  }),
  /** The model whose total stands in Kommo's `lead_score`; null when the lead was never scored. */
  current: z.enum(scoreModels).nullable(),
  /** What the score in force lacks to the class above; null at the highest, and without a score. */
  nextClass: z.object({ leadClass: z.enum(leadClasses), points: z.int().positive() }).nullable(),
  /** Leads of nearly this score that ended, and how many of them were won; null while there are too few. */
  alike: z.object({ won: z.int(), of: z.int() }).nullable(),
  /** At most one of each model; each one's lines add up to its total. */
  scores: z.array(scoreSchema).readonly(),
  history: z.array(scoreEventSchema).readonly(),
  nextQuestion: z
    .object({ question: z.string(), text: z.string(), couldBring: z.int() })
    .nullable(),
  answers: z.array(cardAnswerSchema).readonly(),
  /** Why the form's score and the conversation's differ; null while they agree or one is missing. */
  disagreement: z
    .object({
      preTotal: z.int(),
      leadTotal: z.int(),
      /** The questions the conversation left open, worth most first. */
      unanswered: z.array(openQuestionSchema).readonly(),
      /** The lead did not answer the conversation at all. */
      noReply: z.boolean(),
    })
    .nullable(),
  conversation: z
    .object({
      messages: z.array(messageSchema).readonly(),
      /** What nobody has answered yet. */
      open: z.array(openQuestionSchema).readonly(),
      /** Until when free text may be sent (24 h after the lead's last message); null when only templates may. */
      freeTextUntil: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** The conversation as it runs; null where none was begun. */
  run: conversationRunSchema.nullable(),
  /** How to speak with this lead; null while its present provider is unknown. */
  strategy: strategySchema.nullable(),
  /** Why it gets no automatic message now; null where it does. */
  noMessage: z.object({ reason: z.string() }).nullable(),
  /** Null where none was ever started. */
  followUp: cardFollowUpSchema.nullable(),
  /** Where its newest proposal stands; null where it has none. */
  proposal: proposalStateSchema.nullable(),
  odoo: odooStateSchema,
  /** What of this lead will be tried again; `POST …/retry` does it now. */
  waiting: z.array(waitingSchema).readonly(),
});
export type Card = z.infer<typeof cardSchema>;
