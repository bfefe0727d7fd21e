import type { Tried } from '../../../../domain/experiment/experiment.js';
import type { Services } from '../../services.js';
import { chooseVersion, usual } from './choose-version.js';
import type { Version } from './choose-version.js';
import { findBot } from './find-bot.js';

export interface VersionBot extends Pick<Version, 'keep'> {
  readonly botId: number | null;
}

interface Asked extends Tried {
  readonly kommoLeadId: number;
  /** The bot that runs without an experiment. */
  readonly name: string;
}

/** The bot of the lead's version. Where the account does not have it, the usual one runs and the lead is in no arm: no message is lost. */
export async function findVersionBot(
  services: Services,
  { kommoLeadId, name, ...tried }: Asked,
): Promise<VersionBot> {
  const { value, keep } = await chooseVersion(services, tried, kommoLeadId);
  const botId = await findBot(services, value === '' ? name : value);
  if (botId !== null || value === '') return { botId, keep };
  services.log.warn({ leadId: kommoLeadId, bot: value }, 'has no bot for a version on trial');
  return { botId: await findBot(services, name), keep: usual.keep };
}
