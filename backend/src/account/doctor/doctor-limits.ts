import type { SettingTable } from '../../storage/tables.js';
import { readLimited } from '../connection/limited.js';
import { ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';

const dayMs = 86_400_000;

export async function checkLimits(settings: Pick<SettingTable, 'get'>, now: Date): Promise<Check> {
  const name = 'Límite de llamadas';
  const limited = await readLimited(settings);
  if (limited === null) return ok(name, 'Kommo nunca pidió ir más despacio');
  const { at, times } = limited;
  const found = `Kommo pidió ir más despacio ${times} ${times === 1 ? 'vez' : 'veces'}; la última, ${at.slice(0, 16).replace('T', ' ')} UTC`;
  if (now.getTime() - Date.parse(at) > dayMs) return ok(name, found);
  return warning(
    name,
    found,
    'El companion espera solo. Si se repite, vea qué otra integración llama desde esta dirección: Kommo permite 7 llamadas por segundo.',
  );
}
