import type { Blueprint } from '../../../../domain/blueprint/shape.js';
import { botSwitches } from '../../../../domain/conversation/compile/bot-account.js';
import type {
  BotAccount,
  BotSwitches,
} from '../../../../domain/conversation/compile/bot-account.js';
import { compileBots } from '../../../../domain/conversation/compile/compile-bots.js';
import type { NeededBot } from '../../../../domain/conversation/compile/compile-bots.js';
import { listBots } from '../../adapters/kommo/bots/bots.js';
import { readChatTemplates } from '../../adapters/kommo/bots/chat-templates.js';
import type { ChatTemplate } from '../../adapters/kommo/bots/chat-templates.js';
import type { KommoBot } from '../../adapters/kommo/bots/kommo-bots.js';
import { readBotAccount } from '../../adapters/kommo/bots/read-bot-account.js';
import { isRefusedHere } from '../../adapters/kommo/errors.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import type { Config } from '../../config.js';
import type { StageStore } from '../provision/stage-store.js';

/** KOMMO_SENDS_TEMPLATES, and who starts the bots. */
export interface SetupSettings {
  readonly sendsTemplates: boolean;
  readonly startedBy: BotSwitches['startedBy'];
}

export const setupSettingsOf = ({ kommo, messages }: Config): SetupSettings => ({
  sendsTemplates: kommo.sendsTemplates,
  startedBy: messages.botStart === 'companion' ? 'companion' : 'kommo',
});

export interface SetupTools {
  readonly client: KommoClient;
  readonly blueprint: Blueprint;
  readonly settings: SetupSettings;
  /** Where it is left out, stages are found by their names only. */
  readonly stages?: Pick<StageStore, 'read'>;
}

/** The account as far as conversations need it; null where it does not show its bots or templates. */
export interface FoundAccount {
  readonly account: BotAccount;
  readonly needed: readonly NeededBot[];
  readonly bots: readonly KommoBot[] | null;
  readonly templates: readonly ChatTemplate[] | null;
}

export async function readAccount(tools: SetupTools): Promise<FoundAccount> {
  const { client, blueprint, stages, settings } = tools;
  const switches = { ...botSwitches, startedBy: settings.startedBy };
  const templates = await readChatTemplates(client);
  const account = await readBotAccount({
    ...{ client, blueprint, templates: templates ?? [] },
    ...(stages === undefined ? {} : { readKnownStages: () => stages.read() }),
  });
  return {
    ...{ account, templates },
    needed: compileBots({ account, switches, blueprint }),
    bots: await readBots(client),
  };
}

async function readBots(client: KommoClient): Promise<readonly KommoBot[] | null> {
  try {
    return await listBots(client);
  } catch (error) {
    if (isRefusedHere(error)) return null;
    throw error;
  }
}
