import type { FieldProblem } from '../../../../contract/errors.js';
import type { Blueprint } from '../../domain/blueprint.js';
import { AppError, backoff } from '../../errors.js';
import { findStage } from './account-map.js';
import type { AccountMapSource } from './account-map.js';
import { createdSchema } from './api-schemas.js';
import { readAs } from './client.js';
import type { KommoClient } from './client.js';
import { findCompanies } from './find-companies.js';
import { findCreated } from './find-created.js';
import { statusOf, refusedBy } from './errors.js';
import type { CreateOutcome, LeadToCreate } from './kommo.js';
import { buildLead } from './lead-body.js';
import type { BodyContext, BuiltLead, LeadDraft } from './lead-body.js';
import { sortRefusals } from './refused-leads.js';
import { namesUnknownId } from './write-lead.js';

export interface CreateTools {
  readonly client: KommoClient;
  readonly blueprint: Blueprint;
  readonly account: AccountMapSource;
  readonly clock: () => Date;
}

/** One `leads/complex` call takes 50 (Kommo's page "complex-leads"). */
const mostLeads = 50;
const complexPath = '/api/v4/leads/complex';

export async function createLeads(
  tools: CreateTools,
  leads: readonly LeadToCreate[],
): Promise<readonly CreateOutcome[]> {
  if (leads.length > mostLeads) throw new RangeError(`at most ${mostLeads} leads in one call`);
  if (leads.length === 0) return [];
  const companyIdByRef = await findCompanies(tools.client, leads);
  const drafts = leads.map((lead) => ({
    lead,
    companyId: companyIdByRef.get(lead.ref) ?? null,
    without: new Set<string>(),
  }));

  const outcomes = await sendDrafts(
    { ...tools, startedAt: tools.clock(), reloaded: false },
    drafts,
  );

  throwIfNoneAnswered(outcomes);
  const outcomeByRef = new Map(outcomes.map((outcome) => [outcome.ref, outcome]));
  return leads.flatMap(({ ref }) => outcomeByRef.get(ref) ?? []);
}

interface Attempt extends CreateTools {
  readonly startedAt: Date;
  /** The account's ids were read again already; they are the truth now. */
  readonly reloaded: boolean;
}

type Outcomes = readonly CreateOutcome[];

async function sendDrafts(attempt: Attempt, drafts: readonly LeadDraft[]): Promise<Outcomes> {
  if (drafts.length === 0) return [];
  const built = await buildDrafts(attempt, drafts);
  try {
    const body = built.map((lead) => lead.body);
    const answer = await attempt.client.post(complexPath, body);
    return readOutcomes(drafts, built, answer);
  } catch (error) {
    return recover(attempt, { drafts, built, error });
  }
}

async function buildDrafts(attempt: Attempt, drafts: readonly LeadDraft[]) {
  const place = await findStage(attempt.account, 'new');
  const context: BodyContext = {
    blueprint: attempt.blueprint,
    map: await attempt.account.read(),
    place,
  };
  return drafts.map((draft, index) => buildLead(context, draft, String(index)));
}

/** By `request_id`, which is a list: Kommo promises no order and may fold several of our leads into one. */
function readOutcomes(
  drafts: readonly LeadDraft[],
  built: readonly BuiltLead[],
  answer: unknown,
): Outcomes {
  const created = readAs(createdSchema, answer, complexPath);
  return drafts.map(({ lead: { ref }, without }, index) => {
    const item = created.find(({ request_id }) => request_id.includes(String(index)));
    if (item === undefined) return { kind: 'unanswered', ref, error: notNamed() };
    return {
      kind: 'created',
      ref,
      leadId: item.id,
      contactId: item.contact_id,
      companyId: item.company_id,
      problems: [...(built[index]?.problems ?? []), ...leftOut(without)],
    };
  });
}

const leftOut = (without: ReadonlySet<string>): readonly FieldProblem[] =>
  [...without].map((key) => ({
    field: key.split(':')[1] ?? key,
    reason: 'refused by Kommo',
    remedy: 'npm run provision -- plan',
  }));

const notNamed = (): AppError =>
  new AppError(
    'kommo_unreachable',
    'Kommo did not say what became of this lead: it is looked for',
    {
      retry: backoff,
    },
  );

interface Failed {
  readonly drafts: readonly LeadDraft[];
  readonly built: readonly BuiltLead[];
  readonly error: unknown;
}

async function recover(attempt: Attempt, failed: Failed): Promise<Outcomes> {
  const { drafts, error } = failed;
  const status = statusOf(error);
  if (status === 400 || status === 422) return mend(attempt, failed);
  if (!(error instanceof AppError)) throw error;
  // Kommo asks for smaller batches on 504 (page "limitations"); a single lead has nothing to halve.
  if (status === 504 && drafts.length > 1) return resendMissing(attempt, drafts, inHalves);
  return unanswered(drafts, error);
}

const unanswered = (drafts: readonly LeadDraft[], error: AppError): Outcomes =>
  drafts.map(({ lead }) => ({ kind: 'unanswered', ref: lead.ref, error }));

/** Leaves out the values or leads that Kommo named; where it named none, halves until the bad one is alone. */
async function mend(attempt: Attempt, { drafts, built, error }: Failed): Promise<Outcomes> {
  if (namesUnknownId(error) && !attempt.reloaded) {
    await attempt.account.reload();
    return resendMissing({ ...attempt, reloaded: true }, drafts, sendDrafts);
  }
  const { rejected, mended, untouched } = sortRefusals(drafts, built, refusedBy(error));
  if (rejected.length === 0 && mended.length === 0) {
    const [only, ...others] = drafts;
    if (only === undefined) return [];
    if (others.length > 0) return resendMissing(attempt, drafts, inHalves);
    return [{ kind: 'rejected', ref: only.lead.ref, problems: problemsOf(error) }];
  }
  return [...rejected, ...(await resendMissing(attempt, [...mended, ...untouched], sendDrafts))];
}

const problemsOf = (error: unknown): readonly FieldProblem[] =>
  error instanceof AppError ? error.fields : [];

type Sender = (attempt: Attempt, drafts: readonly LeadDraft[]) => Promise<Outcomes>;

const inHalves: Sender = async (attempt, drafts) => {
  const middle = Math.ceil(drafts.length / 2);
  const first = await sendDrafts(attempt, drafts.slice(0, middle));
  return [...first, ...(await sendDrafts(attempt, drafts.slice(middle)))];
};

/** After a 504, and perhaps after a 400, part of the batch may exist: what is found is not sent again. */
async function resendMissing(
  attempt: Attempt,
  drafts: readonly LeadDraft[],
  sendAgain: Sender,
): Promise<Outcomes> {
  const refs = new Set(drafts.map(({ lead }) => lead.ref));
  try {
    const found = await findCreated(attempt.client, attempt.startedAt, refs);
    const foundRefs = new Set(found.map(({ ref }) => ref));
    const missing = drafts.filter(({ lead }) => !foundRefs.has(lead.ref));
    const known = found.map((lead): CreateOutcome => ({ ...lead, kind: 'created', problems: [] }));
    return [...known, ...(await sendAgain(attempt, missing))];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return unanswered(drafts, error);
  }
}

/** The job's retry verdict comes from the error, so a batch without any answer is a failure as a whole. */
function throwIfNoneAnswered(outcomes: Outcomes): void {
  const [first] = outcomes;
  const none = outcomes.every(({ kind }) => kind === 'unanswered');
  if (none && first?.kind === 'unanswered') throw first.error;
}
