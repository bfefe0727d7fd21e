import { readCapture } from '../../../../domain/capture/read-capture.js';
import type { CaptureSource } from '../../../../domain/capture/read-capture.js';
import type { FieldProblem } from '../../../../domain/field-problem.js';
import type { FormFacts } from '../../../../domain/lead/lead.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';

export interface Delivery {
  readonly body: unknown;
  /** SHA-256 of the body's bytes, hex. */
  readonly bodyHash: string;
  readonly idempotencyKey: string | null;
  readonly requestId: string;
  /** From our own form, or read by us out of another's; nobody else may say these. */
  readonly formFacts?: FormFacts;
}

export interface CaptureAnswer {
  readonly captureId: string;
  /** True when this key was delivered before: nothing new was made. */
  readonly repeated: boolean;
  /** Optional answers that were left out, and why; the lead is kept. */
  readonly ignored: readonly FieldProblem[];
  /** A lead of Meta's test tool: it goes no further than this. */
  readonly isTest?: true;
}

/**
 * The first step of the journey: a delivery is checked and stored. It resolves after the commit; scoring starts from the
 * stored row.
 * @throws AppError `invalid_body` with every wrong field, `idempotency_conflict`, `storage_unavailable`.
 */
export async function capture(
  { store, blueprint, clock, log, traces }: Services,
  source: CaptureSource,
  { body, bodyHash, idempotencyKey, requestId, formFacts = {} }: Delivery,
): Promise<CaptureAnswer> {
  const trace = traces.begin();
  const read = readCapture(body, source, blueprint, clock());

  if (read.kind === 'rejected') {
    throw new AppError(
      'invalid_body',
      'The lead misses what is required; the answer names each field.',
      {
        fields: read.problems,
      },
    );
  }
  const { ignored, externalId } = read;
  const profile = { ...read.profile, ...formFacts };

  const appended = await store.captures.append({
    source: profile.source,
    ...deliveryOf({ idempotencyKey, bodyHash, externalId }),
    profile,
    requestId,
  });

  if (appended.kind === 'conflict') {
    throw new AppError('idempotency_conflict', 'The idempotency key was used with another body.', {
      reason: { code: 'capture.key_of_another_lead' },
    });
  }

  const { captureId } = appended;
  const repeated = appended.kind === 'repeated';
  if (!repeated) trace(captureId, profile.source);
  log.info(
    { captureId, source: profile.source, repeated, ignored: ignored.length, requestId },
    'stored a capture',
  );
  return { captureId, repeated, ignored, ...(profile.isTest ? { isTest: true } : {}) };
}

/** Without a key of the sender, the source's own id is one; what its second delivery says differently is no conflict. */
const deliveryOf = ({
  idempotencyKey,
  bodyHash,
  externalId,
}: Pick<Delivery, 'idempotencyKey' | 'bodyHash'> & { readonly externalId: string | null }) =>
  idempotencyKey === null && externalId !== null
    ? { idempotencyKey: `lead ${externalId}`, bodyHash: '' }
    : { idempotencyKey, bodyHash };
