import type { SettingTable } from '../../storage/tables.js';
import { readLimited } from '../connection/limited.js';
import { ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';
import type { Sentence } from '../../../../wording/sentence.js';

const dayMs = 86_400_000;

export async function checkLimits(settings: Pick<SettingTable, 'get'>, now: Date): Promise<Check> {
  const name: Sentence = { code: 'doctor.limit' };
  const limited = await readLimited(settings);
  if (limited === null) return ok(name, { code: 'doctor.limit_never' });
  const { at, times } = limited;
  const found: Sentence = {
    code: 'doctor.limit_found',
    params: { count: times, at: at.slice(0, 16).replace('T', ' ') },
  };
  if (now.getTime() - Date.parse(at) > dayMs) return ok(name, found);
  return warning(name, found, { code: 'doctor.limit_remedy' });
}
