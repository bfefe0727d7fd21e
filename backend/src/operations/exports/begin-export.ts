import type { Services } from '../../services.js';

/** Puts one on record and lets the queue make it. @throws AppError `not_ready` where no key is set. */
export async function beginExport(
  { exports, enqueueWithin }: Pick<Services, 'exports' | 'enqueueWithin'>,
  by: string,
): Promise<void> {
  await exports.begin(by, (exportId, within) => enqueueWithin(within)('make-export', { exportId }));
}
