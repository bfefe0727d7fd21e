import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';

/** A copy that the page began; after a restart it is made again, into the same folder (R8.3). */
export const makeExport = oneByOne('make-export', async ({ exports, log }, { exportId }) => {
  await exports.run(exportId);
  log.info({ exportId }, 'made an export that was asked for');
  return done();
});
