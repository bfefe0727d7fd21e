import { z } from 'zod';
import type { ConnectionState } from '../../../../contract/admin.js';
import type { AccountState } from '../../adapters/kommo/http/circuit.js';
import type { SettingTable } from '../../storage/tables.js';

type Kind = ConnectionState['state'];

/** What was last heard of the account, by any process. */
export interface HeardState {
  readonly state: Exclude<Kind, 'unreachable' | 'needs_authorisation'>;
  readonly since: string;
}

const settingKey = 'kommo.connection';

const heardSchema = z.object({
  state: z.enum(['connected', 'revoked', 'payment_required', 'blocked']),
  since: z.iso.datetime(),
});

const stateByAccount = {
  ok: 'connected',
  kommo_not_connected: 'revoked',
  kommo_payment_required: 'payment_required',
  kommo_blocked: 'blocked',
} as const satisfies Record<AccountState, HeardState['state']>;

export interface HeardStates {
  read(): Promise<HeardState | null>;
  /** Keeps `since` where nothing has changed. */
  write(state: AccountState): Promise<void>;
}

export function createHeardStates(
  settings: Pick<SettingTable, 'get' | 'set'>,
  clock: () => Date,
): HeardStates {
  const read = async (): Promise<HeardState | null> => {
    const parsed = heardSchema.safeParse(await settings.get(settingKey));
    return parsed.success ? parsed.data : null;
  };
  return {
    read,
    write: async (account) => {
      const state = stateByAccount[account];
      if ((await read())?.state === state) return;
      await settings.set(settingKey, { state, since: clock().toISOString() });
    },
  };
}

/** What an administrator is to do; null while everything is well. */
export const remedies = {
  connected: null,
  needs_authorisation:
    'Un administrador de la cuenta de Kommo debe abrir la página de conexión y permitir el acceso. Los leads que lleguen mientras tanto se guardan y se envían después.',
  revoked:
    'Kommo ya no acepta la autorización (se revocó, se desactivó el widget o se regeneró la clave secreta). Un administrador debe conectar de nuevo; si se regeneró la clave, actualice antes KOMMO_CLIENT_SECRET. Nada se pierde: el trabajo espera.',
  payment_required:
    'El plan o la prueba de la cuenta de Kommo terminó. Renuévelo en Kommo, en Ajustes → Facturación: el trabajo en espera sigue solo, sin volver a conectar.',
  blocked:
    'Kommo bloqueó el acceso de este servidor por exceso de llamadas. Escriba al soporte de Kommo con la dirección IP del servidor; el trabajo espera y se reintenta cada pocos minutos.',
  unreachable:
    'Kommo no responde. Suele ser pasajero: el trabajo espera y se reintenta solo. Si dura, compruebe la salida a internet del servidor.',
} as const satisfies Record<Kind, string | null>;
