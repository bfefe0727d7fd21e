import { describe, expect, test } from '@jest/globals';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import type { Blueprint } from '../../../domain/blueprint/shape.js';
import type { Bot, BotStep, Handler } from '../../../domain/conversation/compile/bot-json.js';
import type {
  AskedQuestion,
  Conversation,
  Reply,
} from '../../../domain/conversation/conversation.js';
import { findingCodes } from '../../../domain/conversation/lint/finding.js';
import type { FindingCode } from '../../../domain/conversation/lint/finding.js';
import { lintBlueprint } from '../../../domain/conversation/lint/lint-blueprint.js';
import { lintBot } from '../../../domain/conversation/lint/lint-bot.js';
import { botFor } from './bots.js';

test('the blueprint has nothing wrong (R4.2, R5.4)', () => {
  expect(lintBlueprint(blueprint)).toEqual([]);
});

const { conversationRules: rules, conversations, templates } = blueprint;
const withFirst = (change: (first: AskedQuestion) => AskedQuestion): Blueprint => {
  const tax: Conversation = { ...conversations.tax, first: change(conversations.tax.first) };
  return { ...blueprint, conversations: { ...conversations, tax } };
};
const withReply = (more: Partial<Reply>): Blueprint =>
  withFirst((first) => ({
    ...first,
    replies: first.replies.map((reply, index) => (index === 0 ? { ...reply, ...more } : reply)),
  }));
const withCounts = (change: (replies: readonly Reply[]) => readonly Reply[]): Blueprint => {
  const { payroll } = conversations;
  const replies = payroll.first.replies.map((reply) => ({
    ...reply,
    ...(reply.next === undefined
      ? {}
      : { next: { ...reply.next, replies: change(reply.next.replies) } }),
  }));
  const changed = { ...payroll, first: { ...payroll.first, replies } };
  return { ...blueprint, conversations: { ...conversations, payroll: changed } };
};
const withTemplate = (more: Partial<(typeof templates)[number]>): Blueprint => ({
  ...blueprint,
  templates: templates.map((one, index) => (index === 0 ? { ...one, ...more } : one)),
});
const fourth: Reply = { option: 'yes', points: 0, button: 'Otra', synonyms: [] };

describe('each rule, broken once', () => {
  const broken: readonly (readonly [FindingCode, Blueprint])[] = [
    ['too_many_buttons', withFirst((first) => ({ ...first, replies: [...first.replies, fourth] }))],
    ['button_too_long', withReply({ button: 'Sí, al día con todas ellas' })],
    ['button_twice', withReply({ button: 'No' })],
    ['word_twice', withReply({ synonyms: ['no'] })],
    ['text_too_long', withFirst((first) => ({ ...first, text: 'a'.repeat(1_025) }))],
    ['text_beyond_basic_plane', withFirst((first) => ({ ...first, text: '¿Al día? 👍' }))],
    ['unknown_placeholder', withFirst((first) => ({ ...first, text: '¿{rnc}?' }))],
    ['placeholder_without_wording', withFirst((first) => ({ ...first, text: '¿{name}?' }))],
    ['reply_cannot_be_given', withReply({ button: null, synonyms: [] })],
    ['points_not_earnable', withReply({ button: null, synonyms: [] })],
    ['unreachable_question', withReply({ button: null, synonyms: [] })],
    ['counts_overlap', withCounts((list) => list.map((one) => ({ ...one, from: 1 })))],
    [
      'counts_lead_apart',
      withCounts((list) => list.map((one, at) => (at === 0 ? { ...one, ending: 'person' } : one))),
    ],
    ['option_without_reply', withFirst((first) => ({ ...first, replies: first.replies.slice(1) }))],
    ['answer_not_kept', withReply({ option: 'never' })],
    ['ending_missing', { ...blueprint, conversationRules: { ...rules, endings: [] } }],
    [
      'ending_not_kept',
      {
        ...blueprint,
        conversationRules: {
          ...rules,
          endings: rules.endings.map((one) => ({ ...one, fieldOption: 'Otra' })),
        },
      },
    ],
    ['nudge_after_the_end', { ...blueprint, conversationRules: { ...rules, nudgeAfterMs: 1e9 } }],
    ['template_category', withTemplate({ category: 'MARKETING' })],
    ['template_edge', withTemplate({ body: '{name}, hola' })],
    ['template_missing', { ...blueprint, templates: templates.slice(1) }],
    ['email_missing', { ...blueprint, emails: [] }],
    ['account_lacks', { ...blueprint, fields: [] }],
  ];
  test.each(broken)('%s is found', (code, wrong) => {
    expect(lintBlueprint(wrong).map((finding) => finding.code)).toContain(code);
  });

  const bot = botFor('payroll');
  const goto = (step: number): Handler => ({ handler: 'goto', params: { type: 'question', step } });
  const step = (question: readonly Handler[], more: Partial<BotStep> = {}): BotStep => ({
    question,
    block_uuid: 'x',
    ...more,
  });
  const withSteps = (steps: Bot['steps']): Bot => ({ ...bot, steps: { ...bot.steps, ...steps } });
  const brokenBots: readonly (readonly [FindingCode, Bot])[] = [
    ['too_large', withSteps({ '0': step([{ handler: 'goto', params: ['a'.repeat(70_000)] }]) })],
    ['unknown_handler', withSteps({ '0': step([{ handler: 'add_tag', params: [] }, goto(1)]) })],
    ['unknown_token', withSteps({ '0': step([{ handler: 'goto', params: ['{{json.x}}'] }]) })],
    ['dangling_goto', withSteps({ '0': step([goto(999)]) })],
    ['dead_end', withSteps({ '0': step([{ handler: 'action', params: {} }]) })],
    ['circle', withSteps({ '0': step([goto(0)]) })],
    ['orphan_step', withSteps({ '500': step([goto(0)]) })],
    [
      'no_else',
      withSteps({ '0': step([goto(1)], { answer: [{ handler: 'buttons', params: [] }] }) }),
    ],
    ['no_on_error', withSteps({ '0': step([{ handler: 'send_message', params: {} }, goto(1)]) })],
  ];
  test.each(brokenBots)('%s is found in a bot', (code, wrong) => {
    expect(lintBot(wrong).map((finding) => finding.code)).toContain(code);
  });

  test('none is left out', () => {
    const shown = [...broken, ...brokenBots].map(([code]) => code);
    expect(findingCodes.filter((code) => !shown.includes(code))).toEqual([]);
  });
});
