import type { Touch } from '../follow-up/touch.js';

/** The six touches of Workflow 2, channel and template id as the specification names them (R5.2). */
export const touches = [
  {
    key: 'soft_reminder_24h',
    afterDays: 1,
    channels: ['whatsapp'],
    whatsapp: 'soft_reminder_24h',
    email: null,
    marketing: false,
  },
  {
    key: 'value_email_3d',
    afterDays: 3,
    channels: ['email'],
    whatsapp: null,
    email: 'value_email_3d',
    marketing: true,
  },
  {
    key: 'offer_whatsapp_7d',
    afterDays: 7,
    channels: ['whatsapp'],
    whatsapp: 'offer_whatsapp_7d',
    email: null,
    marketing: true,
  },
  {
    key: 'call_task_14d',
    afterDays: 14,
    channels: ['task'],
    whatsapp: null,
    email: null,
    marketing: false,
  },
  {
    key: 'final_attempt_30d',
    afterDays: 30,
    channels: ['email', 'whatsapp'],
    whatsapp: 'final_attempt_30d',
    email: 'final_attempt_30d',
    marketing: true,
  },
  {
    key: 'nurturing_pipeline',
    afterDays: 60,
    channels: ['move'],
    whatsapp: null,
    email: null,
    marketing: false,
  },
] as const satisfies readonly Touch[];

const whatsapp = { channels: ['whatsapp'], email: null } as const;
const reminder = { ...whatsapp, whatsapp: 'negotiation_reminder', marketing: false } as const;

/** What a stage sends by itself while its client is silent, and to a new customer (R3.1, the stage table). */
export const stageTouches = {
  proposal: [
    {
      ...reminder,
      key: 'proposal_reminder_3d',
      ...{ afterDays: 3, marketing: true, orElse: 'nothing', needsProposal: true },
    },
  ],
  negotiation: [
    { ...reminder, key: 'negotiation_reminder_2d', afterDays: 2 },
    { ...reminder, key: 'negotiation_reminder_5d', afterDays: 5 },
  ],
  won: [
    {
      ...whatsapp,
      key: 'onboarding_welcome',
      ...{ afterDays: 0, whatsapp: 'onboarding_welcome', marketing: false },
    },
  ],
} as const satisfies Readonly<Record<string, readonly Touch[]>>;

/** All that is planned and sent by itself, by key. */
export const allTouches = [
  ...touches,
  ...stageTouches.proposal,
  ...stageTouches.negotiation,
  ...stageTouches.won,
] as const;

/** A call task without a sign of life counts as a failed attempt after this (requirements, "Messages"). */
export const callFailsAfterDays = 16;

/** Words in a call task's result that say that nobody was reached. */
export const callFailedWords = [
  'no contest',
  'no respond',
  'sin respuesta',
  'fall',
  'buzón',
  'ocupado',
] as const;

/** Timing scales with urgency only where a factor stands here; the specification's days hold for all today. */
export const paceByUrgency: Readonly<Record<string, number>> = {};
