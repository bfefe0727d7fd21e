import type {
  ConversationSetup,
  NeededBot,
  NeededTemplate,
} from '../../../contract/conversation-setup.js';
import conversationsTemplate from '../../templates/admin/conversations.hbs';
import type { Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewEmpty, viewIntent, viewLoaded, viewResult } from '../view/parts.js';

/** Each bot and template beside the account's, the steps by hand, and what is wrong with the conversations. */
export function viewConversations(state: AdminState, setting: Setting): string {
  const { t } = setting;
  return (
    viewResult(state, t, sayDone(state, setting)) +
    viewLoaded(state.known.conversations, setting, (setup) =>
      setup.bots.length + setup.templates.length === 0
        ? viewEmpty(t('setup.empty_title'), t('setup.empty_text'))
        : viewAsked(state, setting) + conversationsTemplate(viewSetup(setup, state, setting)),
    )
  );
}

function sayDone({ result }: AdminState, { t }: Setting): string | null {
  if (result?.kind === 'downloaded') return t('setup.downloaded', { name: result.name });
  if (result?.kind !== 'templates_sent') return null;
  const { n, left } = result;
  return left === 0 ? t('setup.sent', { count: n }) : t('setup.sent_partly', { count: left, n });
}

function viewAsked({ intent, doing }: AdminState, { t }: Setting): string {
  if (intent?.kind !== 'send') return '';
  return viewIntent({
    title: t('setup.confirm', { count: intent.keys.length }),
    lines: intent.keys.map((text) => ({ text, changes: [] })),
    yes: t(doing === 'send' ? 'setup.sending' : 'setup.confirm_yes'),
    no: t('admin.cancel'),
    busy: doing === 'send',
  });
}

function viewSetup(setup: ConversationSetup, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const { bots, templates, sendable, findings, botSteps, templateSteps } = setup;
  const current = bots.filter((bot) => bot.state === 'current').length;
  const approved = templates.filter(isApproved).length;
  const busy = state.doing !== null;
  const { asking } = state.known.conversations;
  return {
    title: t('setup.title'),
    hint: t('setup.hint'),
    again: { label: t(asking ? 'admin.refreshing' : 'admin.refresh'), busy: asking },
    bots: {
      title: t('setup.bots'),
      brief: t('setup.bots_brief', { current, n: bots.length }),
      rows: bots.map((bot) => viewBot(bot, state, setting)),
    },
    botSteps: stepsOf(t('setup.steps_bots'), botSteps),
    templates: {
      title: t('setup.templates'),
      brief: t('setup.templates_brief', { approved, n: templates.length }),
      rows: templates.map((template) => viewTemplate(template, state, setting)),
    },
    templateSteps: stepsOf(t('setup.steps_templates'), templateSteps),
    send:
      sendable.length === 0 || state.intent !== null
        ? null
        : { label: t('setup.send', { count: sendable.length }), busy },
    findingsTitle: t('setup.findings'),
    findings,
    noFindings: findings.length === 0 ? t('setup.no_findings') : null,
  };
}

const stepsOf = (title: string, steps: readonly string[]): object | null =>
  steps.length === 0 ? null : { title, steps };

const isApproved = ({ state, isOlder }: NeededTemplate): boolean =>
  state === 'approved' && !isOlder;

const marks = { ok: '✓', warning: '!', failed: '✕' } as const;
type Tone = keyof typeof marks;

const toneOfBot: Readonly<Record<NeededBot['state'], Tone>> = {
  current: 'ok',
  older: 'warning',
  off: 'warning',
  not_shown: 'warning',
  missing: 'failed',
  cannot_be_made: 'failed',
};

function viewBot(
  { key, name, state: found, text, hasFile }: NeededBot,
  state: AdminState,
  setting: Setting,
) {
  const { t } = setting;
  const tone = toneOfBot[found];
  return {
    ...{ key, name, text, tone, mark: marks[tone] },
    said: t.word('bot_states', found),
    file: hasFile
      ? {
          download: t('setup.download'),
          downloadName: t('setup.download_of', { name }),
          copyName: t('setup.copy_of', { name }),
          ...viewCopy(`bot:${key}`, t('setup.copy_code'), state, setting),
          busy: state.doing !== null,
        }
      : null,
  };
}

const toneOfTemplate: Readonly<Record<NeededTemplate['state'], Tone>> = {
  approved: 'ok',
  review: 'warning',
  draft: 'warning',
  paused: 'warning',
  there: 'warning',
  not_shown: 'warning',
  rejected: 'failed',
  missing: 'failed',
};

function viewTemplate(template: NeededTemplate, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const { key, category, content, buttons, state: found, isOlder, text } = template;
  const tone = isOlder && found === 'approved' ? 'warning' : toneOfTemplate[found];
  return {
    ...{ key, content, buttons, text, tone, mark: marks[tone] },
    said: t.word('template_states', found),
    category: t.word('template_categories', category),
    textOf: t('setup.text_of', { name: key }),
    show: t('setup.show_text'),
    ...viewCopy(`template:${key}`, t('admin.copy'), state, setting),
  };
}

function viewCopy(
  what: string,
  copy: string,
  { copied }: AdminState,
  { t }: Setting,
): { readonly label: string; readonly copyTone: string } {
  if (copied?.what !== what) return { label: copy, copyTone: 'none' };
  return copied.worked
    ? { label: t('admin.copied'), copyTone: 'good' }
    : { label: t('admin.copy_failed'), copyTone: 'bad' };
}
