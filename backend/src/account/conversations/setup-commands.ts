import type { Language } from '../../../../contract/language.js';
import type { ConversationSetup } from '../../../../contract/conversation-setup.js';
import { sayIn, worded } from '../../../../wording/say.js';
import { botFilesOf, readSetup, sendAndRead } from './conversation-setup.js';
import { printSetup } from './print-setup.js';
import { readAccount } from './read-account.js';
import type { SetupTools } from './read-account.js';
import { writeFiles } from './write-files.js';

interface Printing {
  readonly print: (text: string) => void;
  readonly language: Language;
}

/** `provision -- bots`: writes the files, then says how things are. False where the conversations have faults. */
export async function writeBots(
  tools: SetupTools,
  folder: string,
  { print, language }: Printing,
): Promise<boolean> {
  const say = sayIn(language);
  const setup = worded<ConversationSetup>(await readSetup(tools), language);
  const count = await writeFiles(folder, botFilesOf(await readAccount(tools)), setup);
  print(printSetup(setup, say));
  print(`\n${say({ code: 'setup.written', params: { count, folder } })}`);
  return setup.findings.length === 0;
}

/** `provision -- templates`: what can be sent for review is sent. False where Kommo refused one. */
export async function sendForReview(
  tools: SetupTools,
  { print, language }: Printing,
): Promise<boolean> {
  const say = sayIn(language);
  const before = await readSetup(tools);
  if (before.sendable.length === 0) print(say({ code: 'setup.nothing_to_send' }));
  const after = before.sendable.length === 0 ? before : await sendAndRead(tools, before.sendable);
  print(printSetup(worded<ConversationSetup>(after, language), say));
  return after.sendable.length === 0;
}
