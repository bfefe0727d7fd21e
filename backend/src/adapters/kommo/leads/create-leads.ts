import type { FieldProblem } from '../../../../../domain/field-problem.js';
import type { Blueprint } from '../../../../../domain/blueprint/shape.js';
import { AppError, backoff } from '../../../errors.js';
import { findStage } from '../fields/account-map.js';
import type { AccountMapSource } from '../fields/account-map.js';
import type { KommoClient } from '../http/client.js';
import { fillFound, writeRest } from './fill-leads.js';
import type { LeadPatch } from './patch-leads.js';
import { findCompanies } from '../people/find-companies.js';
import { findCreated } from './find-created.js';
import { statusOf, refusedBy } from '../errors.js';
import type { CreateOutcome, LeadToCreate } from '../kommo.js';
import { buildLead } from './lead-body.js';
import type { BodyContext, BuiltLead, LeadDraft } from './lead-body.js';
import { sortRefusals } from './refused-leads.js';
import { makeCompanies, sortLinks } from './refused-links.js';
import { complexWay, plainWay } from './ways-to-create.js';
import type { WayToCreate } from './ways-to-create.js';
import { namesUnknownId } from './write-lead.js';

export interface CreateTools {
  readonly client: KommoClient;
  readonly blueprint: Blueprint;
  readonly account: AccountMapSource;
  readonly patchLead: (patch: LeadPatch) => Promise<unknown>;
  readonly clock: () => Date;
}

/** One `leads/complex` call takes 50 (Kommo's page "complex-leads"). */
const mostLeads = 50;

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

  const attempt = { ...tools, startedAt: tools.clock(), reloaded: false, way: complexWay };
  const outcomes = await sendDrafts(attempt, drafts);

  throwIfNoneAnswered(outcomes);
  const outcomeByRef = new Map(outcomes.map((outcome) => [outcome.ref, outcome]));
  return leads.flatMap(({ ref }) => outcomeByRef.get(ref) ?? []);
}

interface Attempt extends CreateTools {
  readonly startedAt: Date;
  /** The account's ids were read again already; they are the truth now. */
  readonly reloaded: boolean;
  readonly way: WayToCreate;
}

type Outcomes = readonly CreateOutcome[];

async function sendDrafts(attempt: Attempt, drafts: readonly LeadDraft[]): Promise<Outcomes> {
  if (drafts.length === 0) return [];
  const built = await buildDrafts(attempt, drafts);
  try {
    const body = built.map((lead) => lead.body);
    const answer = await attempt.client.post(attempt.way.path, body);
    const outcomes = readOutcomes(attempt.way, { drafts, built, answer });
    return await writeRest(attempt, built, outcomes);
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

interface Answered {
  readonly drafts: readonly LeadDraft[];
  readonly built: readonly BuiltLead[];
  readonly answer: unknown;
}

function readOutcomes(way: WayToCreate, { drafts, built, answer }: Answered): Outcomes {
  const find = way.read(answer);
  return drafts.map((draft, index) => {
    const { ref } = draft.lead;
    const made = find(draft, String(index));
    if (made === undefined) return { kind: 'unanswered', ref, error: notNamed() };
    const problems = [...(built[index]?.problems ?? []), ...leftOut(draft.without)];
    return { kind: 'created', ref, ...made, problems };
  });
}

const leftOut = (without: ReadonlySet<string>): readonly FieldProblem[] =>
  [...without].map((key) => ({
    field: key.split(':')[1] ?? key,
    reason: { code: 'problem.kommo_rejected' },
    remedy: { code: 'kommo.compare_with_plan' },
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
  const sorted = sortRefusals(drafts, built, {
    items: refusedBy(error),
    fields: attempt.blueprint.fields,
  });
  const { rejected, unlinked, mended, untouched } = sorted;
  if (rejected.length + unlinked.length + mended.length === 0) {
    const [only, ...others] = drafts;
    if (only === undefined) return [];
    if (others.length > 0) return resendMissing(attempt, drafts, inHalves);
    const isLinked = only.lead.contactId !== null;
    return isLinked ? relink(attempt, drafts, error) : [rejectedFor(only, error)];
  }
  return [
    ...rejected,
    ...(await relink(attempt, unlinked, error)),
    ...(await resendMissing(attempt, [...mended, ...untouched], sendDrafts)),
  ];
}

/**
 * A contact that is gone is the caller's to replace. One that is there means that `leads/complex` takes no ids of what
 * exists (its page does not promise it): the lead is made alone then, with its links.
 */
async function relink(
  attempt: Attempt,
  drafts: readonly LeadDraft[],
  error: unknown,
): Promise<Outcomes> {
  if (drafts.length === 0) return [];
  try {
    const { gone, present } = await sortLinks(attempt.client, drafts);
    const others =
      attempt.way === plainWay
        ? present.map((draft) => rejectedFor(draft, error))
        : await resendMissing({ ...attempt, way: plainWay }, present, sendAlone);
    return [...gone.map(({ lead }): CreateOutcome => contactGone(lead)), ...others];
  } catch (failure) {
    if (!(failure instanceof AppError)) throw failure;
    return unanswered(drafts, failure);
  }
}

const contactGone = ({ ref, contactId }: LeadToCreate): CreateOutcome => ({
  kind: 'contact_gone',
  ref,
  contactId: contactId ?? 0,
});

const rejectedFor = ({ lead }: LeadDraft, error: unknown): CreateOutcome => ({
  kind: 'rejected',
  ref: lead.ref,
  problems: problemsOf(error),
});

const problemsOf = (error: unknown): readonly FieldProblem[] =>
  error instanceof AppError ? error.fields : [];

type Sender = (attempt: Attempt, drafts: readonly LeadDraft[]) => Promise<Outcomes>;

const inHalves: Sender = async (attempt, drafts) => {
  const middle = Math.ceil(drafts.length / 2);
  const first = await sendDrafts(attempt, drafts.slice(0, middle));
  return [...first, ...(await sendDrafts(attempt, drafts.slice(middle)))];
};

const sendAlone: Sender = async (attempt, drafts) =>
  sendDrafts(attempt, await makeCompanies(attempt.client, drafts));

/** After a 504, and perhaps after a 400, part of the batch may exist: what is found is not sent again. */
async function resendMissing(
  attempt: Attempt,
  drafts: readonly LeadDraft[],
  sendAgain: Sender,
): Promise<Outcomes> {
  if (drafts.length === 0) return [];
  const refs = new Set(drafts.map(({ lead }) => lead.ref));
  try {
    const found = await findCreated(attempt.client, attempt.startedAt, refs);
    const foundRefs = new Set(found.map(({ ref }) => ref));
    const missing = drafts.filter(({ lead }) => !foundRefs.has(lead.ref));
    await fillFound(
      attempt,
      found,
      drafts.map(({ lead }) => lead),
    );
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
