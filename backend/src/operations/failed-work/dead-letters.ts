import type { DeadLetters } from '../../../../contract/admin.js';
import type { ErrorCode } from '../../../../contract/errors.js';
import { AppError, errorCodeOf } from '../../errors.js';
import type { DeadLetter, Services } from '../../services.js';
import { editableFields } from './corrections.js';
import { plannedSteps } from '../card/planned-steps.js';
import { stepStates } from '../card/odoo-state.js';
import { stoppedBy } from './stopped-by.js';
import { previewOf } from './dead-letter-preview.js';
import { aboutOf } from '../../work/table.js';
import { loadLeads } from './lead-of-work.js';
import type { HandOverRow } from '../../storage/tables.js';
import type { LeadOfWork } from './lead-of-work.js';
import type { Unworded } from '../../../../wording/sentence.js';

type Shown = Unworded<DeadLetters, 'reason' | 'label' | 'value' | 'detail'>;

/** Alerts of these are about failures; the others stand in the page "Salud". */
const failures: ReadonlySet<string> = new Set(['dead_letters', 'kommo', 'odoo', 'meta']);

/** The manual queue (R6.1, R6.2), oldest first: why each stopped, what would be sent, and what can be corrected. */
export async function readDeadLetters(
  services: Services,
  limit: number,
  cause: ErrorCode | null = null,
): Promise<Shown> {
  const { deadLetterQueue, store } = services;
  const [letters, counts, alerts] = await Promise.all([
    deadLetterQueue.deadLetters(limit, cause),
    deadLetterQueue.deadLetterCauses(),
    store.alerts.open(),
  ]);
  const known = await loadLeads(services, letters);
  const items = letters.flatMap((letter) => {
    const lead = known.get(letter.id);
    return lead === undefined ? [] : [toItem(services, letter, lead)];
  });
  const levels = alerts.filter(({ subject }) => failures.has(subject)).map(({ level }) => level);
  const causes = counts.map(({ code, count }) => ({ code: errorCodeOf(code), count }));
  const asked = causes.filter(({ code }) => cause === null || code === cause);
  return {
    items,
    causes,
    total: asked.reduce((sum, { count }) => sum + count, 0),
    alert: levels.length === 0 ? null : Math.max(...levels),
  };
}

function toItem(services: Services, letter: DeadLetter, known: LeadOfWork): Shown['items'][number] {
  return {
    id: letter.id,
    step: letter.step,
    kommoLeadId: known.kommoLeadId,
    leadName: known.name,
    code: errorCodeOf(letter.code),
    reason: letter.reason ?? stoppedBy(letter.code),
    attempts: letter.attempts,
    failedAt: letter.failedAt,
    requestId: known.requestId,
    preview: previewOf(letter.step, known, services),
    editable: editableFields(letter.step, known),
    steps: known.handOver === null ? [] : stepsOf(known.handOver),
  };
}

const stepsOf = (handOver: HandOverRow) => stepStates(handOver, plannedSteps);

/** @throws AppError `not_found` when one of them waits no longer: the page is out of date. */
export async function findAll(
  { deadLetterQueue }: Services,
  ids: readonly string[],
): Promise<readonly DeadLetter[]> {
  const wanted = [...new Set(ids)];
  const found = await deadLetterQueue.findDeadLetters(wanted);
  if (found.length === wanted.length) return found;
  throw new AppError('not_found', 'Some of these dead letters wait no longer.', {
    reason: { code: 'work.gone_from_list' },
    facts: { asked: wanted.length, found: found.length },
  });
}

/** Gives up on them for good; kept with the reason and who gave it. */
export async function discardDeadLetters(
  services: Services,
  ids: readonly string[],
  {
    reason,
    by,
    requestId,
  }: { readonly reason: string; readonly by: string; readonly requestId: string },
): Promise<void> {
  const letters = await findAll(services, ids);
  const before = letters.map(({ id, step, code, data }) => ({
    id,
    step,
    code,
    ...aboutOf(step, data),
  }));
  await services.store.audit.note(requestId, {
    before: { failedWork: before },
    after: { reason },
  });
  await closeOthers(
    services,
    letters.map((letter) => ({ ...letter, deadLetterId: letter.id })),
  );
  const discarded = await services.deadLetterQueue.discard(ids, reason, by);
  services.log.info({ discarded, by }, 'discarded failed work');
}

/** The older ones of the same lead and step, which the list does not show. */
export async function closeOthers(
  { deadLetterQueue }: Services,
  decided: readonly (Pick<DeadLetter, 'step' | 'data'> & { readonly deadLetterId: string })[],
): Promise<void> {
  const except = decided.map(({ deadLetterId }) => deadLetterId);
  for (const { step, data } of decided) {
    const { kommoLeadId } = aboutOf(step, data);
    if (kommoLeadId === undefined) continue;
    await deadLetterQueue.discardLike(
      { step, part: { kommoLeadId }, except },
      { code: 'work.replaced' },
    );
  }
}
