import type { refinement as es } from '../es/refinement.js';
import type { Translation } from '../sentence.js';

export const refinement = {
  more: '{won} more won and {lost} more lost leads are needed before points can be proposed: 40 of each.',
  same: "Today's points are what the ended leads say.",
  unclear:
    "Other points were tried and were not surely better on the most recent leads. Today's stay.",
  proposed:
    'Other points would have been right more often on the most recent leads. Look at them and activate them if they convince you; nothing changes by itself.',
  judged:
    'Judged on {on} by the {leads} most recent leads (they came from {since} to {until}), with points learned from the {learned} before them: of every 100 pairs of a won and a lost one, the won one has more points in {after} (today {before}). Gain per lead: {gain} (between {low} and {high}; above 0 is better).',
  gone: 'The points changed since you opened this page: more leads ended or somebody activated others.',
  look_again: 'Look at the proposal again and activate it if it still convinces you.',
} as const satisfies Translation<typeof es>;
