import { z } from 'zod';
import type { Sentence } from '../../../../../wording/sentence.js';
import { AppError, backoff, never, untilMended, waits } from '../../../errors.js';
import type { RetryVerdict } from '../../../errors.js';
import type { ErrorCode } from '../../../../../contract/errors.js';
import { NoAnswer, parseJson } from '../../http-client.js';
import type { HttpResponse } from '../../http-client.js';

const errorSchema = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().optional().catch(undefined),
    is_transient: z.boolean().optional().catch(undefined),
    fbtrace_id: z.string().max(100).optional().catch(undefined),
  }),
});
type GraphFailure = z.infer<typeof errorSchema>['error'];

/** Codes as in Meta's page "error-handling". */
const tokenDead: ReadonlySet<number> = new Set([102, 104, 190]);
const limits: ReadonlySet<number> = new Set([4, 17, 32, 368, 613, 80_001, 80_005]);
/** Zero stands for an answer that names no code. */
const outages: ReadonlySet<number> = new Set([0, 1, 2, 341]);
const denials: ReadonlySet<number> = new Set([3, 10]);
/** Meta says the same whether a lead is gone, is another page's, or may not be read. */
const gone = { code: 100, subcode: 33 } as const;

const probeMs = 10 * 60_000;
const thirdOfAnHourMs = 20 * 60_000;
const defaultRestMinutes = 15;
const longestRestMinutes = 24 * 60;

/** What a page's token cannot ask of it: the short list of fields can still be asked for. */
export const isFieldRefused = (error: unknown): boolean =>
  error instanceof AppError &&
  [100, 200].includes(Number(error.facts['graphCode'])) &&
  error.facts['graphSubcode'] !== gone.subcode;

export const isGone = (error: unknown): boolean =>
  error instanceof AppError && error.facts['graphSubcode'] === gone.subcode;

/** Translates an answer of the Graph API that is no success. */
export function translateGraph(path: string, response: HttpResponse): AppError {
  const read = errorSchema.safeParse(parseJson(response.text));
  const failure: GraphFailure = read.success ? read.data.error : { code: 0 };
  const { code, retry, reason } = judge(failure, response);
  return new AppError(code, `Meta refused ${path} with code ${failure.code}.`, {
    retry,
    reason,
    facts: {
      status: response.status,
      graphCode: failure.code,
      graphSubcode: failure.error_subcode ?? null,
      trace: failure.fbtrace_id ?? null,
    },
  });
}

/** Nobody answered, or with what is no JSON. */
export const translateNoAnswer = (path: string, error: unknown): unknown =>
  error instanceof NoAnswer
    ? new AppError('meta_unreachable', `Meta did not answer ${path}: it is asked again.`, {
        retry: backoff,
        cause: error,
        reason: { code: 'meta.unreachable' },
      })
    : error;

export const notConfigured = (): AppError =>
  new AppError('meta_not_connected', 'META_PAGE_TOKEN is not set: leads of Meta wait.', {
    retry: untilMended(probeMs),
    reason: { code: 'meta.no_token' },
  });

interface Verdict {
  readonly code: ErrorCode;
  readonly retry: RetryVerdict;
  readonly reason: Sentence;
}

/** What is known by its code comes first; what is left is an outage, or a refusal that nobody foresaw. */
function judge(failure: GraphFailure, response: HttpResponse): Verdict {
  const { code, error_subcode: subcode } = failure;
  if (limits.has(code)) return limited(restMinutes(response));
  if (code === gone.code && subcode === gone.subcode)
    return verdict('meta_rejected', { kind: 'after', ms: thirdOfAnHourMs }, { code: 'meta.gone' });
  return (
    refusedToUs(code) ??
    (isOutage(failure, response)
      ? verdict('meta_unreachable', backoff, { code: 'meta.unreachable' })
      : verdict('meta_rejected', backoff, { code: 'meta.refused', params: { error: code } }))
  );
}

const limited = (minutes: number): Verdict =>
  verdict('meta_unreachable', waits(minutes * 60_000), {
    code: 'meta.limit',
    params: { minutes },
  });

/** Until a person has mended it; an id that nobody knows stays unknown. */
function refusedToUs(code: number): Verdict | null {
  if (tokenDead.has(code))
    return verdict('meta_not_connected', untilMended(probeMs), { code: 'meta.token_dead' });
  if (code === 803) return verdict('meta_rejected', never, { code: 'meta.unknown_lead' });
  if (code === 2635)
    return verdict('meta_access_denied', untilMended(probeMs), { code: 'meta.version_over' });
  if (!denials.has(code) && !(code >= 200 && code <= 299)) return null;
  return verdict('meta_access_denied', untilMended(probeMs), {
    code: 'meta.denied',
    params: { error: code },
  });
}

const isOutage = (failure: GraphFailure, { status }: HttpResponse): boolean =>
  outages.has(failure.code) || failure.is_transient === true || status >= 500;

const verdict = (code: ErrorCode, retry: RetryVerdict, reason: Sentence): Verdict => ({
  code,
  retry,
  reason,
});

const usageSchema = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().min(0).catch(0) })),
);

/** Meta counts in minutes. */
function restMinutes({ headers }: HttpResponse): number {
  const usage = usageSchema.safeParse(
    parseJson(headers.get('x-business-use-case-usage')?.slice(0, 20_000) ?? ''),
  );
  const named = usage.success
    ? Object.values(usage.data).flatMap((uses) =>
        uses.map((one) => one.estimated_time_to_regain_access),
      )
    : [];
  const most = Math.max(0, ...named);
  return Math.min(most === 0 ? defaultRestMinutes : Math.ceil(most), longestRestMinutes);
}
