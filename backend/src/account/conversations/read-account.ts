import type { Blueprint } from '../../../../domain/blueprint/shape.js';
import { botSwitches } from '../../../../domain/conversation/compile/bot-account.js';
import type { BotAccount } from '../../../../domain/conversation/compile/bot-account.js';
import { compileBots } from '../../../../domain/conversation/compile/compile-bots.js';
import type { NeededBot } from '../../../../domain/conversation/compile/compile-bots.js';
import { listBots } from '../../adapters/kommo/bots/bots.js';
import { readChatTemplates } from '../../adapters/kommo/bots/chat-templates.js';
import type { ChatTemplate } from '../../adapters/kommo/bots/chat-templates.js';
import type { KommoBot } from '../../adapters/kommo/bots/kommo-bots.js';
import { readBotAccount } from '../../adapters/kommo/bots/read-bot-account.js';
import { isRefusedHere } from '../../adapters/kommo/errors.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import type { StageStore } from '../provision/stage-store.js';

export interface SetupTools {
  readonly client: KommoClient;
  readonly blueprint: Blueprint;
  /** KOMMO_SENDS_TEMPLATES */
  readonly sendsTemplates: boolean;
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
  const { client, blueprint, stages } = tools;
  const templates = await readChatTemplates(client);
  const account = await readBotAccount({
    ...{ client, blueprint, templates: templates ?? [] },
    ...(stages === undefined ? {} : { readKnownStages: () => stages.read() }),
  });
  return {
    ...{ account, templates },
    needed: compileBots({ account, switches: botSwitches, blueprint }),
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
