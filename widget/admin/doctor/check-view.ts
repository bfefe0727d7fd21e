import type { DoctorCheck } from '../../../contract/admin.js';
import type { Setting } from '../../view/times.js';

const marks: Readonly<Record<string, string>> = { ok: '✓', warning: '!', failed: '✕' };

/** One thing that the diagnosis looked at. */
export function viewCheck({ name, state, found, remedy }: DoctorCheck, { t }: Setting): object {
  return {
    name,
    state,
    found,
    mark: marks[state] ?? '•',
    said: t.word('check_states', state),
    remedy: remedy === null ? null : t('doctor.remedy', { remedy }),
  };
}
