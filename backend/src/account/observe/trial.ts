import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { trialTexts } from '../../../../domain/blueprint/trial.js';
import { botSwitches } from '../../../../domain/conversation/compile/bot-account.js';
import type { Bot } from '../../../../domain/conversation/compile/bot-json.js';
import { versionOf } from '../../../../domain/conversation/compile/bot-version.js';
import { writeImportFile } from '../../../../domain/conversation/compile/write-import-file.js';
import {
  compileTrialBot,
  trialBotName,
} from '../../../../domain/conversation/trial/compile-trial-bot.js';
import { isTrialOver, readTrial } from '../../../../domain/conversation/trial/trial-outcomes.js';
import type { TrialOutcome } from '../../../../domain/conversation/trial/trial-outcomes.js';
import type { Say } from '../../../../wording/say.js';
import { listBots } from '../../adapters/kommo/bots/bots.js';
import { readChatTemplates } from '../../adapters/kommo/bots/chat-templates.js';
import { readBotAccount } from '../../adapters/kommo/bots/read-bot-account.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import type { Kommo } from '../../adapters/kommo/kommo.js';

export interface TrialTools {
  readonly client: KommoClient;
  readonly kommo: Pick<Kommo, 'readLeadFields' | 'runBot'>;
  readonly folder: string;
  readonly print: (text: string) => void;
  readonly say: Say;
  readonly clock: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
}

const lookMs = 5_000;

/**
 * Six steps that settle what no documentation says: writes the bot's file, starts it for the lead once it is imported, and
 * tells each outcome as the lead shows it. False where the bot cannot be made for this account.
 */
export async function watchTrial(
  tools: TrialTools,
  leadId: number,
  forMinutes: number,
): Promise<boolean> {
  const { print, say, clock, sleep } = tools;
  const bot = await makeBot(tools);
  if (bot === null) return false;
  const until = clock().getTime() + forMinutes * 60_000;
  let isStarted = false;
  let shown: readonly TrialOutcome[] = [];
  while (clock().getTime() < until && !isTrialOver(shown)) {
    isStarted ||= await start(tools, bot, leadId);
    shown = show(tools, shown, await look(tools, leadId, false));
    if (!isTrialOver(shown)) await sleep(lookMs);
  }
  const all = show(tools, shown, await look(tools, leadId, true));
  print(say({ code: isTrialOver(all) ? 'trial.all' : 'trial.not_all' }));
  return true;
}

async function makeBot({ client, folder, print, say }: TrialTools): Promise<Bot | null> {
  const templates = (await readChatTemplates(client)) ?? [];
  const account = await readBotAccount({ client, blueprint, templates });
  const refused = templates.find(({ review }) => review !== null && review !== 'approved');
  const compiled = compileTrialBot({
    ...{ account, switches: botSwitches, blueprint, texts: trialTexts },
    refusedTemplate: refused?.id ?? null,
  });
  if (compiled.kind === 'missing') {
    print(say({ code: 'trial.not_provisioned' }));
    return null;
  }
  const file = join(folder, 'trial-bot.json');
  await writeFile(file, writeImportFile(compiled.bot));
  print(say({ code: 'trial.opening', params: { file } }));
  print(say({ code: 'trial.opening_do' }));
  return compiled.bot;
}

/** Started once it is in the account; a start is never repeated. */
async function start(
  { client, kommo, print, say }: TrialTools,
  bot: Bot,
  leadId: number,
): Promise<boolean> {
  const found = (await listBots(client)).find(
    ({ name, version, isActive }) =>
      isActive && name === trialBotName && version === versionOf(bot),
  );
  if (found === undefined) return false;
  await kommo.runBot(found.id, leadId);
  print(say({ code: 'trial.started' }));
  return true;
}

async function look(
  { kommo }: TrialTools,
  leadId: number,
  isOver: boolean,
): Promise<readonly TrialOutcome[]> {
  const [lead] = await kommo.readLeadFields([leadId]);
  if (lead === undefined) return [];
  const hasOption = lead.answers.manages_inventory !== undefined;
  return readTrial({ tags: lead.tags, hasOption }, isOver);
}

function show(
  { print, say }: TrialTools,
  shown: readonly TrialOutcome[],
  found: readonly TrialOutcome[],
): readonly TrialOutcome[] {
  for (const outcome of found) {
    if (!shown.includes(outcome)) print(`→ ${say({ code: `trial.${outcome}` })}`);
  }
  return found;
}
