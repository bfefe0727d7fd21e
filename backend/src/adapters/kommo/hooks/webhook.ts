import { createHash, randomUUID } from 'node:crypto';
import { isTooDeep } from '../../../../../domain/capture/json-depth.js';
import { AppError } from '../../../errors.js';
import { parseJson } from '../../http-client.js';
import { parseBracketForm } from './bracket-form.js';
import { readHints } from './hook-hints.js';
import type { HookChange, LookAgain, ToldMessage } from './hook-hints.js';
import { botRequestSchema, hookAccountSchema, pipelineActionSchema } from '../schemas.js';

/** What a hook tells: nothing that is believed, only where to look again. */
export interface KommoHook {
  /** Null when the body names none. */
  readonly accountId: number | null;
  readonly subdomain: string | null;
  readonly hints: readonly LookAgain[];
  readonly messages: readonly ToldMessage[];
  /** The leads among the hints, each once. */
  readonly leadIds: readonly number[];
  /** The same for a repeated delivery of the same change, whatever the order of its keys. */
  readonly dedupeKey: string;
}

export interface PipelineAction extends KommoHook {
  /** What the tile of the widget's own action saved; empty for the plain "send webhook". */
  readonly settings: Readonly<Record<string, string>>;
}

export interface BotRequest {
  readonly token: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly returnUrl: string;
}

/**
 * An account hook: form-encoded, unsigned, repeated up to four times within two hours, several items in one.
 * @throws AppError "invalid_body" when the body is no hook.
 */
export function readAccountHook(body: Buffer | string, contentType: string): KommoHook {
  const fields = readBody(body, contentType);
  const { id: accountId, subdomain } = hookAccountSchema.parse(fields['account']);
  const { hints, messages, changes } = readHints(fields);
  if (hints.length === 0 && accountId === null) throw notAHook();
  const leadIds = hints.flatMap(({ entity, id }) => (entity === 'lead' ? [id] : []));
  return {
    accountId,
    subdomain,
    hints,
    messages,
    leadIds: [...new Set(leadIds)],
    dedupeKey: keyOf(accountId, changes),
  };
}

/** Digital pipeline: its "send webhook" (which looks like an account hook) and the widget's own action, form or JSON. */
export function readPipelineAction(body: Buffer | string, contentType: string): PipelineAction {
  const fields = readBody(body, contentType);
  if (fields['event'] === undefined) return { ...readAccountHook(body, contentType), settings: {} };
  const parsed = pipelineActionSchema.safeParse(fields);
  if (!parsed.success) throw notAHook(parsed.error);
  const { event, action, account_id, subdomain } = parsed.data;
  const { id, status_id, pipeline_id } = event.data;
  const hint: LookAgain = {
    // 2 is a lead; customers (12) are no business of ours.
    entity: event.data.element_type === 2 ? 'lead' : 'company',
    action: event.type,
    id,
    pipelineId: pipeline_id,
    statusId: status_id,
    updatedAt: event.time === null ? null : new Date(event.time * 1000).toISOString(),
    fingerprint: null,
  };
  const isLead = hint.entity === 'lead';
  const settings = action?.settings.widget.settings ?? {};
  const change = { time: event.time, content: JSON.stringify([event, settings]) };
  return {
    accountId: account_id,
    subdomain,
    hints: isLead ? [hint] : [],
    messages: [],
    leadIds: isLead ? [id] : [],
    dedupeKey: keyOf(account_id, [change]),
    settings,
  };
}

/** A Salesbot's widget step. Verify `token` and `returnUrl` before anything else is done with it. */
export function readBotRequest(body: Buffer | string, contentType: string): BotRequest {
  const parsed = botRequestSchema.safeParse(readBody(body, contentType));
  if (!parsed.success) throw notAHook(parsed.error);
  const { token, data, return_url } = parsed.data;
  return { token, data, returnUrl: return_url };
}

/** Documented as JSON, seen as a form, or the other way round: the first character tells, whatever the header says. */
function readBody(body: Buffer | string, contentType: string): Readonly<Record<string, unknown>> {
  const text = body.toString().trim();
  if (contentType.includes('json') || text.startsWith('{')) {
    if (isTooDeep(text)) throw tooDeep();
    const value = parseJson(text);
    if (typeof value === 'object' && value !== null) return { ...value };
    if (!text.includes('=')) throw notAHook();
  }
  return parseBracketForm(text);
}

/**
 * Of everything the hook says: ids and times alone would fold two changes within one second into one. A change without
 * any time of its own ("send webhook" of the digital pipeline, a deletion) can happen again in the same words, so it is
 * never taken for a repetition: looking twice is harmless, missing a lead won for the second time is not.
 */
function keyOf(accountId: number | null, changes: readonly HookChange[]): string {
  const isTimed = changes.length > 0 && changes.every(({ time }) => time !== null);
  const hash = createHash('sha256').update(String(accountId));
  for (const content of changes.map((change) => change.content).sort()) hash.update(`\n${content}`);
  if (!isTimed) hash.update(randomUUID());
  return hash.digest('hex');
}

/** Kommo never sends it, so no hook of its own ends by this refusal. */
const tooDeep = (): AppError =>
  new AppError('invalid_json', 'The body is nested too deep to be a hook of Kommo.', {
    reason: { code: 'http.too_deep' },
  });

const notAHook = (cause?: unknown): AppError =>
  new AppError('invalid_body', 'The body is no hook of Kommo: check which address it was sent to', {
    cause,
  });
