import { errorCodeOf } from '../../errors.js';
import { oneByOne } from '../../work/step.js';

export const applyProvision = oneByOne(
  'apply-provision',
  ({ administration }, _run, { isLast }) => administration.provisionRuns.work(isLast),
  ({ administration }, _run, { code }) => administration.provisionRuns.giveUp(errorCodeOf(code)),
);
