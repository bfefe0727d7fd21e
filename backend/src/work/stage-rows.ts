import { z } from 'zod';
import { askedKey, askedOfLead, onOneLead } from './asked-of-lead.js';
import { row } from './row.js';

/** What happens to a lead at its stage, beside the conversation. */
export const stageRows = {
  'enter-stage': row({
    ...onOneLead,
    story: 'A lead came to another stage: what it begins with is done, its time limit begins.',
    input: askedOfLead,
    batch: 50,
    next: ['assign'],
  }),
  assign: row({
    ...onOneLead,
    story:
      'The lead goes to the executive whose turn it is, with a task and all that is known; while nobody is there it waits.',
    input: askedOfLead.extend({ withinMs: z.int().positive() }),
    next: [],
  }),
  'send-touch': row({
    ...onOneLead,
    story:
      'A touch of the follow-up is due: it is sent once, put off, given to a person, or all of it ends.',
    input: askedOfLead.extend({ touch: z.string() }),
    key: (input) => `${askedKey(input)}:${input.touch}`,
    next: [],
  }),
  'check-limit': row({
    ...onOneLead,
    story: "A stage's time limit is over: whoever is asked to act gets a task, once.",
    input: askedOfLead,
    next: [],
  }),
};
