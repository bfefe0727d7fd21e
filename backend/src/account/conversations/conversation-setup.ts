import type {
  BotFile,
  ConversationSetup as Worded,
} from '../../../../contract/conversation-setup.js';
import { nameInAccount } from '../../../../domain/conversation/compile/bot-version.js';
import { writeImportFile } from '../../../../domain/conversation/compile/write-import-file.js';
import { writeSource } from '../../../../domain/conversation/compile/write-bot.js';
import { lintBlueprint } from '../../../../domain/conversation/lint/lint-blueprint.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import { botRows } from './bot-rows.js';
import { readAccount } from './read-account.js';
import type { FoundAccount, SetupTools } from './read-account.js';
import { isSendable, sendTemplates } from './send-templates.js';
import type { Refusals } from './send-templates.js';
import { templateRows } from './template-rows.js';

export type UnwordedSetup = Unworded<Worded, 'text' | 'botSteps' | 'templateSteps'>;

/** Bots and templates of the blueprint beside the account's, and what is wrong with them. */
export async function readSetup(tools: SetupTools): Promise<UnwordedSetup> {
  return composeSetup(tools, await readAccount(tools), new Map());
}

/** Sends templates for review, then answers how things are; what was refused says why. */
export async function sendAndRead(
  tools: SetupTools,
  keys: readonly string[],
): Promise<UnwordedSetup> {
  const before = await readAccount(tools);
  const allowed = composeSetup(tools, before, new Map()).sendable;
  const refusals = await sendTemplates(
    tools,
    before,
    keys.filter((key) => allowed.includes(key)),
  );
  return composeSetup(tools, await readAccount(tools), refusals);
}

/** The files of the bots that can be made for this account. */
export const botFilesOf = ({ needed }: Pick<FoundAccount, 'needed'>): readonly BotFile[] =>
  needed.flatMap(({ key, compiled }) =>
    compiled.kind === 'missing'
      ? []
      : [
          {
            key,
            name: nameInAccount(compiled.bot),
            fileName: `${key}.json`,
            file: writeImportFile(compiled.bot),
            source: writeSource(compiled.bot),
          },
        ],
  );

function composeSetup(
  { blueprint, settings }: SetupTools,
  found: FoundAccount,
  refusals: Refusals,
): UnwordedSetup {
  const templates = templateRows(found, blueprint);
  const bots = botRows(found);
  const sendable = settings.sendsTemplates
    ? templates.filter(isSendable).map(({ key }) => key)
    : [];
  return {
    bots,
    botSteps: bots.every(({ state }) => state === 'current') ? [] : botStepsOf(settings),
    templates: templates.map((row) => {
      const why = refusals.get(row.key);
      if (why === undefined) return row;
      return { ...row, text: { code: 'setup.template_refused', params: { why } } };
    }),
    templateSteps: templates.every(({ state, isOlder }) => state === 'approved' && !isOlder)
      ? []
      : [...(sendable.length > 0 ? [sendStep] : []), ...templateSteps],
    sendable,
    findings: lintBlueprint(blueprint).map(({ code, where, what }) => ({
      ...{ code, where },
      text: { code: 'lint.found', params: { problem: { code: `lint.${code}` }, what } },
    })),
  };
}

const botStepsOf = ({ startedBy }: SetupTools['settings']): readonly Sentence[] => [
  { code: 'setup.bot_step_import' },
  { code: 'setup.bot_step_paste' },
  { code: 'setup.bot_step_channel' },
  {
    code: startedBy === 'companion' ? 'setup.bot_step_trigger' : 'setup.bot_step_stage_trigger',
  },
  { code: 'setup.bot_step_old' },
];

const sendStep: Sentence = { code: 'setup.template_step_send' };
const templateSteps: readonly Sentence[] = [
  { code: 'setup.template_step_make' },
  { code: 'setup.template_step_review' },
  { code: 'setup.template_step_replace' },
];
