import type { Arm } from './arm.js';
import type { ArmWeights } from './draw-arm.js';

/**
 * What is tried in two versions: the pilot's form (R3.4), a service's conversation, a template, or the pace of the follow-up (R8.7).
 */
export const subjects = ['landing', 'conversation', 'template', 'delay'] as const;
export type Subject = (typeof subjects)[number];

/** Which one: a service's key, a template's key; the other subjects have one each. */
export interface Tried {
  readonly subject: Subject;
  readonly target: string;
}

/** The one experiment of the landing page. */
export const pilot = { subject: 'landing', target: 'go' } as const satisfies Tried;
export const followUpPace = { subject: 'delay', target: 'follow_up' } as const satisfies Tried;

/** What the customer weighs beside numbers. */
export const listedKeys = ['maintenance', 'flexibility', 'time'] as const;
export type ListedKey = (typeof listedKeys)[number];

export interface Costs {
  readonly currency: 'DOP' | 'USD';
  /** What brought the visitors or leads of both arms: divided as they were. */
  readonly shared: number;
  /** What one arm costs by itself, its tool's fee included. */
  readonly own: Readonly<Record<Arm, number>>;
}

export const noCosts: Costs = { currency: 'DOP', shared: 0, own: { a: 0, b: 0 } };

export interface Experiment extends Tried {
  readonly id: string;
  readonly name: string;
  /** A bot's name, or a pace as a number; empty is what the account does without an experiment. */
  readonly versions: Readonly<Record<Arm, string>>;
  readonly weights: ArmWeights;
  /** ISO 8601. */
  readonly beganAt: string;
  readonly endedAt: string | null;
  /** What everybody gets from the end on; null until then. */
  readonly stays: Arm | null;
  readonly costs: Costs;
  readonly listed: Readonly<Record<ListedKey, Readonly<Record<Arm, string>>>>;
}

/** What became of one lead of an experiment. */
export interface LeadOutcome {
  readonly arm: Arm;
  /** By our own rules where they know it, so that both arms are measured alike. */
  readonly score: number | null;
  readonly qualified: boolean;
  readonly won: boolean;
}
