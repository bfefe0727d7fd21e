import type { FieldProblem } from '../../../../../domain/field-problem.js';
import type { Blueprint } from '../../../../../domain/blueprint/shape.js';
import { AppError } from '../../../errors.js';
import { refusedBy, statusOf } from '../errors.js';
import { findStage } from '../fields/account-map.js';
import type { AccountMapSource } from '../fields/account-map.js';
import type { FieldBody } from '../fields/field-values.js';
import { mostFields } from '../fields/field-values.js';
import type { CreateOutcome, LeadToCreate } from '../kommo.js';
import { refusedValue } from '../refused-value.js';
import type { FoundLead } from './found-lead.js';
import { buildLead } from './lead-body.js';
import type { BuiltLead } from './lead-body.js';
import type { LeadPatch } from './patch-leads.js';

interface FillTools {
  readonly patchLead: (patch: LeadPatch) => Promise<unknown>;
  readonly blueprint: Blueprint;
  readonly account: AccountMapSource;
}

/**
 * Writes what did not fit into the call that made the leads. One whose fields cannot be written now counts as unanswered, so that
 * it is found, and filled, by the next try.
 */
export function writeRest(
  tools: FillTools,
  built: readonly BuiltLead[],
  outcomes: readonly CreateOutcome[],
): Promise<readonly CreateOutcome[]> {
  return Promise.all(
    outcomes.map(async (outcome, index): Promise<CreateOutcome> => {
      const rest = built[index]?.rest ?? [];
      if (outcome.kind !== 'created' || rest.length === 0) return outcome;
      try {
        const problems = await writeFields(tools, outcome.leadId, rest);
        return { ...outcome, problems: [...outcome.problems, ...problems] };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return { kind: 'unanswered', ref: outcome.ref, error };
      }
    }),
  );
}

/** Writes the fields that found leads were to have and do not hold; what a salesperson typed meanwhile stays. */
export async function fillFound(
  tools: FillTools,
  found: readonly FoundLead[],
  leads: readonly LeadToCreate[],
): Promise<void> {
  if (found.length === 0) return;
  const context = {
    blueprint: tools.blueprint,
    map: await tools.account.read(),
    place: await findStage(tools.account, 'new'),
  };
  await Promise.all(
    found.map(async ({ ref, leadId, held }) => {
      const lead = leads.find((one) => one.ref === ref);
      if (lead === undefined) return;
      const { body, rest } = buildLead(context, { lead, companyId: null, without: new Set() }, ref);
      const missing = [...body.custom_fields_values, ...rest].filter(
        ({ field_code }) => !held.includes(field_code),
      );
      await writeFields(tools, leadId, missing);
    }),
  );
}

/** Answers what Kommo refuses of them: where it refuses one of several, each goes alone. */
async function writeFields(
  tools: FillTools,
  id: number,
  fields: readonly FieldBody[],
): Promise<readonly FieldProblem[]> {
  if (fields.length === 0) return [];
  const [now, later] = [fields.slice(0, mostFields), fields.slice(mostFields)];
  try {
    await tools.patchLead({ id, body: { custom_fields_values: now } });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const [only, ...others] = fields;
    if (only !== undefined && others.length === 0) return problemsOf(tools, only, error);
    const problems: FieldProblem[] = [];
    for (const field of fields) problems.push(...(await writeFields(tools, id, [field])));
    return problems;
  }
  return writeFields(tools, id, later);
}

const isRefusal = (error: unknown): boolean => {
  const status = statusOf(error);
  return status === 400 || status === 422;
};

const problemsOf = (
  { blueprint }: FillTools,
  { field_code }: FieldBody,
  error: unknown,
): readonly FieldProblem[] => {
  const code = refusedBy(error)[0]?.errors[0]?.code ?? 'NotSupportedChoice';
  return [refusedValue({ code, path: field_code }, blueprint.fields)];
};
