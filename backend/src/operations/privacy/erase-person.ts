import { readPersonQuery } from '../../../../domain/privacy/read-person-query.js';
import { AppError, never } from '../../errors.js';
import type { Services } from '../../services.js';
import { startRequest } from './start-request.js';

interface Order {
  readonly query: string;
  /** The same person, typed once more: whoever is erased was meant. */
  readonly repeated: string;
  readonly by: string;
}

/** Begins an erasure that was confirmed. @throws AppError `invalid_body` where another was typed the second time. */
export async function erasePerson(
  services: Services,
  { query, repeated, by }: Order,
): Promise<void> {
  const [asked, again] = [query, repeated].map((typed) => JSON.stringify(readPersonQuery(typed)));
  if (asked !== again) {
    throw new AppError('invalid_body', 'The confirmation names another person.', {
      retry: never,
      fields: [
        {
          field: 'repeated',
          reason: { code: 'privacy.not_repeated' },
          remedy: { code: 'privacy.repeat_it' },
        },
      ],
    });
  }
  await startRequest(services, { kind: 'erase', query, change: {}, by });
}
