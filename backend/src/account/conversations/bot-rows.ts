import type { NeededBot as Row } from '../../../../contract/conversation-setup.js';
import { nameInAccount, versionOf } from '../../../../domain/conversation/compile/bot-version.js';
import type { Bot } from '../../../../domain/conversation/compile/bot-json.js';
import type { NeededBot } from '../../../../domain/conversation/compile/compile-bots.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import type { KommoBot } from '../../adapters/kommo/bots/kommo-bots.js';
import type { FoundAccount } from './read-account.js';

type BotRow = Unworded<Row, 'text'>;

/** Each bot of the blueprint beside what the account has of it. */
export const botRows = ({
  needed,
  bots,
}: Pick<FoundAccount, 'needed' | 'bots'>): readonly BotRow[] =>
  needed.map(({ key, name, compiled }) => {
    if (compiled.kind === 'missing') {
      const params = { what: compiled.missing.map(sayMissing) };
      const text: Sentence = { code: 'setup.bot_cannot_be_made', params };
      return { key, name, state: 'cannot_be_made', text, hasFile: false };
    }
    const { bot } = compiled;
    const found = bots === null ? notShown : judge(bot, ofName(bots, name));
    return { key, name: nameInAccount(bot), ...found, hasFile: true };
  });

const notShown = { state: 'not_shown', text: { code: 'setup.bot_not_shown' } } as const;

const ofName = (bots: readonly KommoBot[], name: NeededBot['name']): readonly KommoBot[] =>
  bots.filter((bot) => bot.name === name);

/** The newest bot that is on is the one that runs. */
function judge(bot: Bot, found: readonly KommoBot[]): Pick<BotRow, 'state' | 'text'> {
  const version = versionOf(bot);
  const running = found.find(({ isActive }) => isActive);
  const hasCurrent = found.some((one) => one.version === version);
  if (found.length === 0) return { state: 'missing', text: { code: 'setup.bot_missing' } };
  if (running?.version === version) return { state: 'current', text: sayCurrent(version, found) };
  if (running === undefined && hasCurrent) {
    return { state: 'off', text: { code: 'setup.bot_off', params: { version } } };
  }
  const has = (running ?? found[0])?.version ?? null;
  return {
    state: 'older',
    text:
      has === null
        ? { code: 'setup.bot_unmarked', params: { version } }
        : { code: 'setup.bot_older', params: { has, version } },
  };
}

function sayCurrent(version: string, found: readonly KommoBot[]): Sentence {
  const others = found.filter(({ isActive }) => isActive).length - 1;
  return others === 0
    ? { code: 'setup.bot_current', params: { version } }
    : { code: 'setup.bot_twice', params: { version, count: others } };
}

/** The compiler names what it lacks by kind and code. */
function sayMissing(what: string): string | Sentence {
  const [kind = '', ...rest] = what.split(' ');
  const name = rest.join(' ');
  if (kind === 'field') return { code: 'setup.lacks_field', params: { name } };
  if (kind === 'template') return { code: 'setup.lacks_template', params: { name } };
  const [, option = '', field = ''] = /^option "(.*)" of field (.*)$/u.exec(what) ?? [];
  return option === '' ? what : { code: 'setup.lacks_option', params: { option, field } };
}
