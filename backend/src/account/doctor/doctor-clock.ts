import { send } from '../../adapters/http-client.js';
import { failed, ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';

/** One-time tokens are accepted with 30 s of difference, and HTTP dates have no fractions. */
const worstMs = 25_000;
const noticedMs = 5_000;

const remedy = 'Sincronice la hora del servidor (NTP): con más de 30 s el panel dejaría de abrir.';

export function checkClock(name: string, ours: Date, theirs: Date): Check {
  const difference = Math.abs(ours.getTime() - theirs.getTime());
  const found = `${(difference / 1000).toFixed(0)} s de diferencia`;
  if (difference >= worstMs) return failed(name, found, remedy);
  return difference >= noticedMs ? warning(name, found, remedy) : ok(name, found);
}

/** Kommo's own clock, from the header of its start page: costs no API call and needs no token. */
export async function checkKommoClock(baseUrl: string, clock: () => Date): Promise<Check> {
  const name = 'Hora de Kommo';
  const { headers } = await send({ method: 'GET', url: `${baseUrl}/`, timeoutMs: 5_000 });
  const date = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(date)) return ok(name, 'Kommo no dijo su hora');
  return checkClock(name, clock(), new Date(date));
}
