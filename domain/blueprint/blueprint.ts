import type { Blueprint } from './shape.js';
import type { ScoreTables } from '../score/score-tables.js';
import { classTags } from './class-tags.js';
import { conversationRules } from './conversations/conversation-rules.js';
import { conversations } from './conversations/conversations.js';
import { spanish } from './conversations/spanish.js';
import { fields } from './fields.js';
import { proposalPlan } from './proposal.js';
import { questions } from './form.js';
import { leadScore } from './scores/lead-score.js';
import { handOver } from './odoo.js';
import { pipelines } from './pipelines.js';
import { preScore } from './scores/pre-score.js';
import { services } from './service-lines.js';
import { strategies } from './strategies.js';
import { emails } from './templates/emails.js';
import { templateValues } from './templates/template-values.js';
import { templates } from './templates/templates.js';

/** What the firm decided, in one value; every part reads it from here. */
export const blueprint: Blueprint = {
  services,
  questions,
  pipelines,
  fields,
  classTags,
  handOver,
  proposal: proposalPlan,
  conversations,
  conversationRules,
  strategies,
  templates,
  templateValues,
  emails,
  language: spanish,
};

/** The points in force; every stored score keeps the version of its table. */
export const scoreTables: ScoreTables = { pre: preScore, lead: leadScore };
