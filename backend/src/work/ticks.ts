import type { StepName } from './table.js';

/** What runs every so often in each process, beside the queue. */
interface Tick {
  readonly story: string;
  readonly everyMs: number;
  /** The steps that it may ask for. */
  readonly next: readonly StepName[];
}

const rows = {
  relay: {
    story:
      'Deliveries that were acknowledged are moved into the queue, where no nudge has done it.',
    everyMs: 1_000,
    next: ['score', 'read-hook'],
  },
  forms: {
    story: 'A form was left half way half an hour ago.',
    everyMs: 20_000,
    next: ['keep-partial'],
  },
  conversations: {
    story: 'What a conversation is waiting for has come: its time.',
    everyMs: 2_000,
    next: ['welcome', 'find-welcome', 'hand-to-bot', 'take-over'],
  },
  stages: {
    story: 'A lead came to a stage, or is over its time limit.',
    everyMs: 2_000,
    next: ['enter-stage', 'check-limit'],
  },
  messages: {
    story: 'Every five minutes: what leads wrote and no hook has told.',
    everyMs: 20_000,
    next: ['read-message'],
  },
  assignments: {
    story: 'Leads wait for an executive, and one is there now.',
    everyMs: 5_000,
    next: ['assign'],
  },
  touches: {
    story: 'A touch of a follow-up is due.',
    everyMs: 5_000,
    next: ['send-touch'],
  },
  alerts: {
    story: 'An alert is raised where failures near their limit.',
    everyMs: 10_000,
    next: ['send-alert', 'alert-task'],
  },
  measures: {
    story: 'What was measured is written down, by hour.',
    everyMs: 20_000,
    next: [],
  },
  vendors: {
    story:
      'While work waits for Kommo or Odoo, it is asked whether it answers; then all is tried at once.',
    everyMs: 15_000,
    next: [],
  },
  nightly: {
    story:
      'At 03:00 Kommo is compared with Odoo and the database is exported; what a restart cut short is queued again.',
    everyMs: 60_000,
    next: ['reconcile', 'replay', 'send-alert', 'alert-task'],
  },
  points: {
    story:
      'Points of a score may have been activated by another process, and more leads have ended.',
    everyMs: 60_000,
    next: [],
  },
  drafts: {
    story: 'Visitors of a quiz have stopped: what it posted of them is looked at.',
    everyMs: 5_000,
    next: ['capture-draft'],
  },
  'ad-leads': {
    story: 'Every 15 minutes, and at the start, leads of ads that no delivery told are looked for.',
    everyMs: 60_000,
    next: ['fetch-lead'],
  },
  retention: {
    story: 'Once an hour: what has been kept as long as its kind is kept is deleted.',
    everyMs: 60 * 60_000,
    next: [],
  },
  'catch-up': {
    story: 'Once an hour, and at the start, what no hook has told is looked for.',
    everyMs: 60_000,
    next: ['look-again', 'look-at-contact'],
  },
} as const satisfies Readonly<Record<string, Tick>>;

export type TickName = keyof typeof rows;
/** The steps that a tick may ask for. */
export type TickEdge = { readonly [Name in TickName]: (typeof rows)[Name]['next'][number] };
export const ticks: Readonly<Record<TickName, Tick>> = rows;

const isTickName = (name: string): name is TickName => Object.hasOwn(ticks, name);
export const tickNames: readonly TickName[] = Object.keys(ticks).filter(isTickName);
