import { randomUUID } from 'node:crypto';
import { readPersonQuery } from '../../../../domain/privacy/read-person-query.js';
import { AppError, never } from '../../errors.js';
import type { Services } from '../../services.js';
import type { PersonChange, PrivacyKind, Swap, TracedLead } from '../../storage/tables.js';
import { readQuery } from './find-person.js';
import { tracePerson } from './trace-person.js';

interface Order {
  readonly kind: PrivacyKind;
  readonly query: string;
  readonly change: PersonChange;
  /** "user:1001" */
  readonly by: string;
}

/** Begins an erasure or a correction; the queue does it, and goes on with it after a restart. Answers its id. */
export async function startRequest(
  services: Services,
  { kind, query, change: typed, by }: Order,
): Promise<string> {
  const { store, clock, enqueueWithin, log } = services;
  const change = readChange(typed);
  const { traces, leads } = await tracePerson(services, readQuery(query));
  const id = randomUUID();
  const request = {
    ...{ id, kind, by, askedAt: clock().toISOString() },
    work: { traces, change, swaps: swapsOf(leads, change) },
  };
  await store.privacyRequests.start(request, (within) =>
    enqueueWithin(within)('privacy-request', { requestId: id }),
  );
  log.info({ privacyRequestId: id, kind, by }, 'took a request about a person');
  return id;
}

/** @throws AppError `invalid_body` for a number, address or RNC that is none. */
function readChange({ fullName, phone, email, taxId }: PersonChange): PersonChange {
  const one = (typed: string | undefined, kind: 'phones' | 'emails' | 'taxIds') => {
    if (typed === undefined) return undefined;
    const value = readPersonQuery(typed)?.[kind][0];
    if (value !== undefined) return value;
    throw new AppError('invalid_body', 'A correction is no number, e-mail or RNC.', {
      retry: never,
      reason: { code: `privacy.bad_${kind}` },
      fields: [
        {
          field: `change.${kind}`,
          reason: { code: `privacy.bad_${kind}` },
          remedy: { code: 'privacy.type_it_again' },
        },
      ],
    });
  };
  const read = {
    phone: one(phone, 'phones'),
    email: one(email, 'emails'),
    taxId: one(taxId, 'taxIds'),
  };
  return {
    ...(fullName === undefined ? {} : { fullName }),
    ...(read.phone === undefined ? {} : { phone: read.phone }),
    ...(read.email === undefined ? {} : { email: read.email }),
    ...(read.taxId === undefined ? {} : { taxId: read.taxId }),
  };
}

function swapsOf(leads: readonly TracedLead[], change: PersonChange): readonly Swap[] {
  const pairs = leads.flatMap(({ profile: { person, taxId } }) => [
    [person.fullName, change.fullName] as const,
    [person.phone, change.phone] as const,
    [person.email, change.email] as const,
    [taxId, change.taxId] as const,
  ]);
  const swaps = pairs.flatMap(([before, after]) =>
    after === undefined || !before || before === after ? [] : [{ before, after }],
  );
  return swaps.filter(
    ({ before }, index) => swaps.findIndex((one) => one.before === before) === index,
  );
}
