import type { DoctorCheck } from '../../../../contract/admin.js';
import { NoAnswer } from '../../adapters/http-client.js';
import { remedies } from '../connection/states.js';
import { AppError } from '../../errors.js';
import { sayIn } from '../../../../wording/say.js';

/** One thing looked at; `found` and `remedy` are Spanish, for the administrator. */
export type Check = Omit<DoctorCheck, 'group'>;

export const ok = (name: string, found: string): Check => ({
  name,
  state: 'ok',
  found,
  remedy: null,
});
export const warning = (name: string, found: string, remedy: string): Check => ({
  name,
  state: 'warning',
  found,
  remedy,
});
export const failed = (name: string, found: string, remedy: string): Check => ({
  name,
  state: 'failed',
  found,
  remedy,
});

/** Looks, at most for `ms`: what does not answer, or fails, is a failed check and never an exception. */
export async function bounded(
  name: string,
  ms: number,
  look: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<readonly Check[]>((resolve) => {
    timer = setTimeout(() => {
      const seconds = Math.round(ms / 1000);
      resolve([failed(name, `No respondió en ${seconds} s`, slowRemedy)]);
    }, ms);
  });
  const looked = look().catch((error: unknown) => [failureOf(name, error)]);
  try {
    return await Promise.race([looked, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

const slowRemedy =
  'Compruebe la red del servidor y repita. Si Kommo pidió una pausa, espere unos minutos.';

export function failureOf(name: string, error: unknown): Check {
  const { found, remedy } = sayFailure(error);
  return failed(name, found, remedy);
}

const say = sayIn('es');

/** Why something failed and what to do, as an administrator reads it. */
export function sayFailure(error: unknown): { readonly found: string; readonly remedy: string } {
  if (error instanceof NoAnswer) return { found: 'No respondió', remedy: slowRemedy };
  if (!(error instanceof AppError)) return { found: 'Fallo inesperado', remedy: unexpectedRemedy };
  const status = error.facts['status'];
  if (status === 429) return { found: 'Kommo pidió ir más despacio', remedy: restRemedy };
  const path = error.facts['pathname'];
  const answer = status === 0 || status === undefined ? 'sin respuesta' : `respuesta ${status}`;
  const where = typeof path === 'string' ? ` (${path}, ${answer})` : '';
  return {
    found: `${say(error.reason ?? { code: `problem.${error.code}` })}${where}`,
    remedy: remedyByCode[error.code] ?? unexpectedRemedy,
  };
}

const restRemedy =
  'Espere unos minutos y repita. Si se repite, vea qué otra integración llama desde esta dirección.';

const unexpectedRemedy = 'Repita con LOG_LEVEL=debug y mire el registro del companion.';

const remedyByCode: Readonly<Partial<Record<string, string>>> = {
  kommo_not_connected: remedies.revoked,
  kommo_payment_required: remedies.payment_required,
  kommo_blocked: remedies.blocked,
  kommo_unreachable: remedies.unreachable,
  kommo_rejected:
    'Dé a la integración sus alcances (Kommo → Integración → Claves y alcances) y conéctela con un administrador.',
  storage_unavailable:
    'Compruebe DATABASE_URL, o el espacio y los permisos de DATA_DIR, y que PostgreSQL esté en marcha.',
};
