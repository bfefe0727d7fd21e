import type { ShareSeen } from '../../../../domain/experiment/report.js';
import { percent } from '../report/figure.js';
import type { Sentence } from '../../../../wording/sentence.js';

export const nothing: Sentence = { code: 'experiment.nothing_yet' };

/** "38.7 % (12 de 31; entre 23.7 y 56.2 %)" */
export function sayShare(share: ShareSeen | null): Sentence {
  if (share === null || share.of === 0) return nothing;
  const { count, of, interval } = share;
  return {
    code: 'experiment.share',
    params: {
      share: percent(count / of),
      ...{ some: count, all: of, low: percent(interval.low), high: percent(interval.high) },
    },
  };
}
