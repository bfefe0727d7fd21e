import type { BotFile } from '../../../../contract/conversation-setup.js';
import type { Shared } from '../../storage/tables.js';
import { botFilesOf, readSetup, sendAndRead } from './conversation-setup.js';
import type { UnwordedSetup } from './conversation-setup.js';
import { readAccount } from './read-account.js';
import type { SetupTools } from './read-account.js';

/** Bots and templates, as administrators ask for them. */
export interface ConversationAdministration {
  read(): Promise<UnwordedSetup>;
  /** Null where there is no such bot, or where it cannot be made for this account yet. */
  readBot(key: string): Promise<BotFile | null>;
  /** Two who press at once send each template once. */
  sendTemplates(keys: readonly string[]): Promise<UnwordedSetup>;
}

export const createConversationAdministration = (
  tools: SetupTools,
  shared: Pick<Shared, 'withLock'>,
): ConversationAdministration => ({
  read: () => readSetup(tools),
  readBot: async (key) =>
    botFilesOf(await readAccount(tools)).find((file) => file.key === key) ?? null,
  sendTemplates: (keys) => shared.withLock('send-templates', () => sendAndRead(tools, keys)),
});
