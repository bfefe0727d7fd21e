import { z } from 'zod';
import { AppError } from '../../../errors.js';
import { isFault } from '../errors.js';
import type { Check } from '../odoo.js';
import { rehearsed } from '../../../../../domain/blueprint/odoo-notes.js';
import { samples } from '../preflight/rehearse.js';
import type { OdooSettings } from '../transport/settings.js';
import type { Sentence } from '../../../../../wording/sentence.js';
import { notCarried } from './not-carried.js';
import { restBody } from './rest-body.js';

/** One request; throws what the answer means. */
type Post = (body: unknown) => Promise<unknown>;

/** An empty delivery is refused for its content where address and key are good. */
export async function knock(post: Post): Promise<void> {
  try {
    await post({});
  } catch (error) {
    if (!isRefusedForContent(error)) throw error;
  }
}

const isRefusedForContent = (error: unknown): boolean =>
  error instanceof AppError && ['odoo_rejected', 'odoo_mapping'].includes(error.code);

/** Address and key, then a whole hand-over that Odoo makes and undoes: rights show only by using them. */
export async function preflightRest(settings: OdooSettings, post: Post): Promise<readonly Check[]> {
  const name: Sentence = { code: 'preflight.connection' };
  try {
    await knock(post);
  } catch (error) {
    return [{ name, state: 'failed', found: reasonOf(error), remedy: null }];
  }
  const connection: Check = { name, state: 'ok', found: settings.restPath, remedy: null };
  return [connection, await rehearse(settings, post), lacks];
}

const rehearsedSchema = z.object({ dry_run: z.literal(true) });

/** Asked with an order that nobody can keep: who knows rehearsals names the field that is wrong in it. */
async function knowsRehearsals(post: Post): Promise<boolean> {
  try {
    await post({ dry_run: 'known' });
    return false;
  } catch (error) {
    if (!isRefusedForContent(error)) throw error;
    return error instanceof AppError && error.facts['field'] === 'dry_run';
  }
}

/**
 * A service that knows nothing of `dry_run` would keep the test row, so it is asked first, and gets a row without its key,
 * which only a rehearsal may lack. What one keeps all the same is named: the endpoint deletes nothing.
 */
async function rehearse(settings: OdooSettings, post: Post): Promise<Check> {
  const name: Sentence = { code: 'preflight.rehearsal' };
  const remedy: Sentence = { code: 'preflight.rehearsal_remedy' };
  try {
    if (!(await knowsRehearsals(post))) return notRehearsed;
    for (const handOver of samples(settings)) {
      const body = { ...restBody(settings, handOver, []), kommo_ref: undefined, dry_run: true };
      const answer = await post(body);
      if (!rehearsedSchema.safeParse(answer).success) {
        return { name, state: 'failed', ...keptRow(answer) };
      }
    }
  } catch (error) {
    return isFault(error, 'invalid_request')
      ? notRehearsed
      : { name, state: 'failed', found: reasonOf(error), remedy };
  }
  return { name, state: 'ok', found: { code: 'preflight.rehearsed' }, remedy: null };
}

const keptSchema = z.object({ customer_id: z.int(), lead_id: z.int() });

function keptRow(answer: unknown): Pick<Check, 'found' | 'remedy'> {
  const kept = keptSchema.safeParse(answer);
  const found: Sentence = kept.success
    ? {
        code: 'preflight.kept_records',
        params: { customer: kept.data.customer_id, opportunity: kept.data.lead_id },
      }
    : { code: 'preflight.kept' };
  return { found, remedy: { code: 'preflight.kept_remedy', params: { name: rehearsed } } };
}

const reasonOf = (error: unknown): Sentence =>
  (error instanceof AppError ? error.reason : null) ?? { code: 'odoo.unknown' };

const notRehearsed: Check = {
  name: { code: 'preflight.rehearsal' },
  state: 'warning',
  found: { code: 'preflight.not_rehearsed' },
  remedy: { code: 'preflight.not_rehearsed_remedy' },
};

/** Said here once, so that no night has to fail for it. */
const lacks: Check = {
  name: { code: 'preflight.not_carried' },
  state: 'warning',
  found: { code: 'preflight.not_carried_found', params: { sentences: notCarried } },
  remedy: { code: 'preflight.not_carried_remedy' },
};
