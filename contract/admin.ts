import { z } from 'zod';
import { choiceSchema } from './choice.js';
import { waitingSchema } from './card.js';
import { errorCodes } from './errors.js';
import { odooStepStateSchema } from './odoo.js';

/** What the pages for administrators ask and get. Every address below `/widget/v1/admin` wants a token with `is_admin`. */

/** Sentences are Spanish and ready to show; `remedy` is null where there is nothing to do. */
export const checkSchema = z.object({
  group: z.enum(['configuration', 'database', 'kommo', 'hooks', 'odoo', 'meta', 'clock']),
  name: z.string(),
  state: z.enum(['ok', 'warning', 'failed']),
  found: z.string(),
  remedy: z.string().nullable(),
});
export type DoctorCheck = z.infer<typeof checkSchema>;

export const doctorSchema = z.object({
  checkedAt: z.iso.datetime(),
  checks: z.array(checkSchema).readonly(),
});
export type DoctorReport = z.infer<typeof doctorSchema>;

export const connectionSchema = z.object({
  state: z.enum([
    'connected',
    'needs_authorisation',
    'revoked',
    'payment_required',
    'blocked',
    'unreachable',
  ]),
  since: z.iso.datetime(),
  /** "oauth", or "token" for a long-lived one. */
  kind: z.enum(['oauth', 'token']),
  account: z.string(),
  /** When the access ends by itself; null where that is not known. */
  expiresAt: z.iso.datetime().nullable(),
  /** What to do, in Spanish; null when connected. */
  remedy: z.string().nullable(),
  /** Where an administrator connects again. */
  connectUrl: z.url().nullable(),
});
export type ConnectionState = z.infer<typeof connectionSchema>;

/** One line of the plan: what would change in the account. */
export const plannedChangeSchema = z.object({
  kind: z.string(),
  /** "Campo «Urgencia» (URGENCY_LEVEL): crear con 4 opciones" */
  text: z.string(),
});
export const provisionPlanSchema = z.object({
  changes: z.array(plannedChangeSchema).readonly(),
  /** What only a person can do, each with what to paste. */
  manual: z.array(z.object({ text: z.string(), paste: z.string().nullable() })).readonly(),
});
export type ProvisionPlan = z.infer<typeof provisionPlanSchema>;

/** Applying runs in the background; the page asks again until `running` is false. */
export const provisionRunSchema = z.object({
  running: z.boolean(),
  done: z.int(),
  total: z.int(),
  failed: z.array(z.object({ text: z.string(), reason: z.string() })).readonly(),
});
export type ProvisionRun = z.infer<typeof provisionRunSchema>;

/** A field of a dead letter that an operator may correct before the replay. */
export const editableFieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  value: z.string(),
  /** Where it is chosen, not typed. */
  options: z.array(choiceSchema).readonly().exactOptional(),
});

export const deadLetterSchema = z.object({
  id: z.string(),
  /** "send-to-kommo", "send-to-odoo" … */
  step: z.string(),
  kommoLeadId: z.int().nullable(),
  leadName: z.string().nullable(),
  code: z.enum(errorCodes),
  /** Why, in words a salesperson understands. */
  reason: z.string(),
  attempts: z.int(),
  failedAt: z.iso.datetime(),
  requestId: z.string().nullable(),
  /** What would be sent, line by line. */
  preview: z.array(z.object({ label: z.string(), value: z.string() })).readonly(),
  editable: z.array(editableFieldSchema).readonly(),
  /** Of a hand-over: what is done, and where it stopped. */
  steps: z.array(odooStepStateSchema).readonly(),
});
export type DeadLetterItem = z.infer<typeof deadLetterSchema>;

export const deadLettersSchema = z.object({
  items: z.array(deadLetterSchema).readonly(),
  /** As many as the cause that was asked for has. */
  total: z.int(),
  /** Why work failed, the most frequent first; of all of it. */
  causes: z.array(z.object({ code: z.enum(errorCodes), count: z.int() })).readonly(),
  /** 50, 70, 90 or 100: the highest share of the failure limit that was crossed; null below. */
  alert: z.int().nullable(),
});
export type DeadLetters = z.infer<typeof deadLettersSchema>;

const correctionSchema = z.object({ label: z.string(), before: z.string(), after: z.string() });

/** What administrators decided about failed work, the newest first. */
export const workHistorySchema = z.object({
  items: z
    .array(
      z.object({
        at: z.iso.datetime(),
        /** Kommo's id of who decided it; null where that is not known. */
        by: z.int().nullable(),
        kind: z.enum(['replayed', 'not_replayed', 'discarded']),
        kommoLeadId: z.int().nullable(),
        /** What it was to do. */
        task: z.string(),
        /** Why it was discarded, or could not be replayed. */
        reason: z.string().nullable(),
        changes: z.array(correctionSchema).readonly(),
      }),
    )
    .readonly(),
});
export type WorkHistory = z.infer<typeof workHistorySchema>;

/** Work that failed and is tried again by itself, soonest first. */
export const waitingWorkSchema = z.object({
  items: z
    .array(
      waitingSchema.extend({
        id: z.string(),
        kommoLeadId: z.int().nullable(),
        leadName: z.string().nullable(),
        /** What will be done. */
        task: z.string(),
        /** Tries that failed; waiting for what somebody mends costs none. */
        attempts: z.int(),
      }),
    )
    .readonly(),
  total: z.int(),
});
export type WaitingWork = z.infer<typeof waitingWorkSchema>;
/** Tries them now; answers what waits then. */
export const retryNowSchema = z.object({ ids: z.array(z.uuid()).min(1).max(500).readonly() });

/** `dryRun` answers the plan (what each would do) and changes nothing. A correction that cannot be taken is field "edits.<id>.<name>". */
export const replaySchema = z.object({
  ids: z.array(z.string()).min(1).max(500).readonly(),
  dryRun: z.boolean(),
  /** Corrections by dead letter id, then field name. */
  edits: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});
export const replayRunSchema = z.object({
  running: z.boolean(),
  total: z.int(),
  done: z.int(),
  failed: z.int(),
  /** What is tried again by itself, because somebody else does not answer. */
  waiting: z.int(),
  plan: z
    .array(
      z.object({
        id: z.string(),
        text: z.string(),
        changes: z.array(correctionSchema).readonly(),
      }),
    )
    .readonly(),
});
export type ReplayRun = z.infer<typeof replayRunSchema>;

export const discardSchema = z.object({
  ids: z.array(z.string()).min(1).max(500).readonly(),
  reason: z.string().trim().min(3).max(500),
});

export const differenceSchema = z.object({
  id: z.string(),
  kind: z.enum([
    'missing_in_odoo',
    'in_failed_work',
    'missing_in_kommo',
    'not_won_in_kommo',
    'customer_gone',
    'opportunity_gone',
    'project_gone',
    'order_gone',
    'customer_archived',
    'opportunity_archived',
    'project_archived',
    'order_cancelled',
    'id_not_in_kommo',
  ]),
  kommoLeadId: z.int().nullable(),
  odooId: z.int().nullable(),
  /** The difference and what the repair would do, in Spanish. */
  text: z.string(),
  repairable: z.boolean(),
});
export type Difference = z.infer<typeof differenceSchema>;

export const reconciliationSchema = z.object({
  running: z.boolean(),
  finishedAt: z.iso.datetime().nullable(),
  compared: z.int(),
  /** Won leads that were being handed over just then, and so were not compared. */
  underWay: z.int(),
  /** Why there is no newer result, in Spanish: the newest comparison failed, or this Odoo cannot be compared. */
  failure: z.string().exactOptional(),
  differences: z.array(differenceSchema).readonly(),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;
export const dismissSchema = z.object({
  ids: z.array(z.string()).min(1).max(500).readonly(),
  reason: z.string().trim().min(3).max(500),
});
export const repairSchema = z.object({ ids: z.array(z.string()).min(1).max(500).readonly() });
