import type { Bot } from './bot-json.js';
import { nameInAccount } from './bot-version.js';
import { escapeAstral, writeSource } from './write-bot.js';

/** What an admin imports: Settings → Communication tools → Salesbots. The canvas is drawn by Kommo from the steps. */
export const writeImportFile = (bot: Bot): string =>
  escapeAstral(
    JSON.stringify({
      type_functionality: 0,
      model: { name: nameInAccount(bot), type: 2, text: writeSource(bot) },
    }),
  );
