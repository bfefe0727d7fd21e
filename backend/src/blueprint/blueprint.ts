import type { Blueprint } from '../domain/blueprint.js';
import type { Scoring } from '../domain/score-table.js';
import { fields } from './fields.js';
import { questions } from './form.js';
import { freeMailboxes } from './free-mailboxes.js';
import { leadScore } from './lead-score.js';
import { pipelines } from './pipelines.js';
import { preScore } from './pre-score.js';
import { scoreWording } from './score-wording.js';
import { services } from './service-lines.js';

/** What the firm decided, in one value; every part reads it from here. */
export const blueprint: Blueprint = { services, questions, pipelines, fields };

/** What the scores are made with. */
export const scoring: Scoring = {
  pre: preScore,
  lead: leadScore,
  freeMailboxes: new Set(freeMailboxes),
  wording: scoreWording,
  blueprint,
};
