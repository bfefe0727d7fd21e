import { downloadText } from '../../host/download.js';
import type { ActionTools, Parts } from '../admin-runs.js';
import type { Intent } from '../admin-state.js';
import { showCopied } from '../show-copied.js';

export interface ConversationActions {
  readonly downloadBot: (key: string) => void;
  readonly copyBot: (key: string) => void;
  readonly copyTemplate: (key: string) => void;
  readonly intendSend: () => void;
}

interface Tools extends Parts {
  readonly lifetime: ActionTools['lifetime'];
  readonly intend: (intent: Intent) => void;
}

/** Bots are asked for when they are wanted: they are large, and made for the account as it is then. */
export const createConversationActions = (tools: Tools): ConversationActions => {
  const { store, run, api, lifetime, intend } = tools;
  const fetchBot = (key: string) => run('bot', () => api.readBot(key));
  return {
    downloadBot: (key) =>
      void fetchBot(key).then((bot) => {
        if (bot === null) return;
        downloadText(bot.fileName, bot.file);
        store.dispatch({ kind: 'action_ended', result: { kind: 'downloaded', name: bot.name } });
      }),
    copyBot: (key) =>
      void fetchBot(key).then(async (bot) => {
        if (bot !== null) await showCopied(store, lifetime, `bot:${key}`, bot.source);
      }),
    copyTemplate(key) {
      const { templates = [] } = store.read().known.conversations.value ?? {};
      const content = templates.find((template) => template.key === key)?.content;
      if (content !== undefined) void showCopied(store, lifetime, `template:${key}`, content);
    },
    intendSend() {
      const { sendable = [] } = store.read().known.conversations.value ?? {};
      if (sendable.length > 0) intend({ kind: 'send', keys: sendable });
    },
  };
};

/** Makes the templates in Kommo and sends them to Meta; what comes back is how they are then. */
export async function sendTemplates(
  { store, run, api, now }: Parts & { readonly now: () => number },
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
