import type { Services } from '../../services.js';
import { createSeal } from './seal.js';
import type { Seal } from './seal.js';

export const withdrawPath = '/privacy/withdraw';

type Config = Services['config'];
type Settings = Pick<Config, 'publicUrl'> & {
  readonly kommo: Pick<Config['kommo'], 'clientSecrets'>;
};

export const withdrawSeal = ({ kommo }: Settings): Seal =>
  createSeal(kommo.clientSecrets, 'form withdraw');

/** The link by which whoever sent a capture takes its consent back, for where no page of ours shows it. */
export function createWithdrawAddress(settings: Settings): (captureId: string) => string {
  const seal = withdrawSeal(settings);
  return (captureId) => `${settings.publicUrl}${withdrawPath}/${seal.close(captureId)}`;
}
