import type { DoctorCheck, DoctorReport } from '../../../../contract/admin.js';
import { NoAnswer } from '../../adapters/http-client.js';
import { AppError } from '../../errors.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';

/** The name of a thing, or what was found: words of ours, or a word that needs none. */
export type Said = string | Sentence;

/** One thing looked at, for the administrator. */
export interface Check {
  readonly name: Said;
  readonly state: DoctorCheck['state'];
  readonly found: Said;
  readonly remedy: Said | null;
}
export type UnwordedReport = Unworded<DoctorReport, 'name' | 'found' | 'remedy'>;

export const ok = (name: Said, found: Said): Check => ({
  name,
  state: 'ok',
  found,
  remedy: null,
});
export const warning = (name: Said, found: Said, remedy: Said): Check => ({
  name,
  state: 'warning',
  found,
  remedy,
});
export const failed = (name: Said, found: Said, remedy: Said): Check => ({
  name,
  state: 'failed',
  found,
  remedy,
});

/** Looks, at most for `ms`: what does not answer, or fails, is a failed check and never an exception. */
export async function bounded(
  name: Said,
  ms: number,
  look: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<readonly Check[]>((resolve) => {
    timer = setTimeout(() => {
      const seconds = Math.round(ms / 1000);
      const found: Sentence = { code: 'doctor.no_answer_within', params: { seconds } };
      resolve([failed(name, found, slowRemedy)]);
    }, ms);
  });
  const looked = look().catch((error: unknown) => [failureOf(name, error)]);
  try {
    return await Promise.race([looked, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

const slowRemedy: Sentence = { code: 'doctor.no_answer_remedy' };

export function failureOf(name: Said, error: unknown): Check {
  const { found, remedy } = sayFailure(error);
  return failed(name, found, remedy);
}

const sayNoAnswer = ({ ownHost: host }: NoAnswer) => ({
  found: { code: 'doctor.no_answer' } as const,
  remedy: host === null ? slowRemedy : ({ code: 'doctor.own_network', params: { host } } as const),
});

/** Why something failed and what to do, as an administrator reads it. */
export function sayFailure(error: unknown): {
  readonly found: Sentence;
  readonly remedy: Sentence;
} {
  if (error instanceof NoAnswer) return sayNoAnswer(error);
  if (!(error instanceof AppError)) {
    return { found: { code: 'doctor.unexpected' }, remedy: unexpectedRemedy };
  }
  const { status, pathname } = error.facts;
  if (status === 429) {
    return { found: { code: 'doctor.slow_down' }, remedy: { code: 'doctor.slow_down_remedy' } };
  }
  const why: Sentence = error.reason ?? { code: `problem.${error.code}` };
  return {
    found: typeof pathname === 'string' ? failedAt(why, pathname, status) : why,
    remedy: remedyByCode[error.code] ?? unexpectedRemedy,
  };
}

const failedAt = (why: Sentence, path: string, status: unknown): Sentence =>
  typeof status === 'number' && status !== 0
    ? { code: 'doctor.failed_at', params: { why, path, status } }
    : { code: 'doctor.failed_at_unanswered', params: { why, path } };

const unexpectedRemedy: Sentence = { code: 'doctor.unexpected_remedy' };

const remedyByCode: Readonly<Partial<Record<string, Sentence>>> = {
  kommo_not_connected: { code: 'connection.revoked' },
  kommo_payment_required: { code: 'connection.payment_required' },
  kommo_blocked: { code: 'connection.blocked' },
  kommo_unreachable: { code: 'connection.unreachable' },
  kommo_rejected: { code: 'doctor.scopes_remedy' },
  storage_unavailable: { code: 'doctor.storage_remedy' },
};
