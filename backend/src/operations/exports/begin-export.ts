import type { Services } from '../../services.js';

/** Puts one on record and lets the queue make it. @throws AppError `not_ready` where no key is set. */
export async function beginExport(
  { exports, enqueue }: Pick<Services, 'exports' | 'enqueue'>,
  by: string,
): Promise<void> {
  const exportId = await exports.begin(by);
  await enqueue('make-export', { exportId });
}
