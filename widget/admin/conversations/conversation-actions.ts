import { downloadText } from '../../host/download.js';
import type { Act, GroupTools } from '../section-group.js';
import { showCopied } from '../show-copied.js';

/** Bots are asked for when they are wanted: they are large, and made for the account as it is then. */
export const conversationActions = (tools: GroupTools): readonly (readonly [string, Act])[] => {
  const { store, run, api, lifetime, intend } = tools;
  const fetchBot = (key: string) => run('bot', () => api.readBot(key));
  return [
    [
      'bot-download',
      (key) =>
        void fetchBot(key).then((bot) => {
          if (bot === null) return;
          downloadText(bot.fileName, bot.file);
          store.dispatch({ kind: 'action_ended', result: { kind: 'downloaded', name: bot.name } });
        }),
    ],
    [
      'bot-copy',
      (key) =>
        void fetchBot(key).then(async (bot) => {
          if (bot !== null) await showCopied(store, lifetime, `bot:${key}`, bot.source);
        }),
    ],
    [
      'template-copy',
      (key) => {
        const { templates = [] } = store.read().known.conversations.value ?? {};
        const content = templates.find((template) => template.key === key)?.content;
        if (content !== undefined) void showCopied(store, lifetime, `template:${key}`, content);
      },
    ],
    [
      'send-templates',
      () => {
        const { sendable = [] } = store.read().known.conversations.value ?? {};
        if (sendable.length > 0) intend({ kind: 'send', keys: sendable });
      },
    ],
  ];
};

/** Makes the templates in Kommo and sends them to Meta; what comes back is how they are then. */
export async function sendTemplates(
  { store, run, api, now }: GroupTools,
  keys: readonly string[],
): Promise<void> {
  const value = await run('send', () => api.sendTemplates(keys));
  if (value === null) return;
  store.dispatch({ kind: 'intended', intent: null });
  store.dispatch({ kind: 'arrived', name: 'conversations', value, at: now() });
  const left = value.sendable.filter((key) => keys.includes(key)).length;
  store.dispatch({
    kind: 'action_ended',
    result: { kind: 'templates_sent', n: keys.length - left, left },
  });
}
