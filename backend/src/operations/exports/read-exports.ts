import type { ExportsPage } from '../../../../contract/exports.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';

type ExportRow = Awaited<ReturnType<Services['exports']['list']>>[number];

const mostShown = 30;

/** The last sealed copies, what is wrong with them and what to do, and the way back (R8.3). */
export async function readExports({ exports, config }: Services): Promise<Unworded<ExportsPage>> {
  const all = await exports.list(mostShown);
  return {
    running: all.some(({ state }) => state === 'running'),
    recipient: exports.recipient,
    folder: exports.place,
    keptDays: config.privacy.retentionDays.exports,
    problem: problemOf(exports.isSealed, all),
    exports: all,
    restore: {
      say: { code: 'restore.how' },
      command: `npm run restore -- ${exports.place}/${lastWhole(all)} --identity clave.txt`,
    },
  };
}

const lastWhole = (all: readonly ExportRow[]): string =>
  all.find(({ state }) => state === 'done')?.folder ?? '…';

function problemOf(isSealed: boolean, all: readonly ExportRow[]): Sentence | null {
  if (!isSealed) return { code: 'restore.not_configured' };
  const last = all.find(({ state }) => state !== 'running');
  if (last === undefined) return { code: 'restore.none_yet' };
  if (last.state === 'done') return null;
  return { code: 'restore.last_failed', params: { failure: last.failure ?? '' } };
}
