import { startTestSandbox } from '../start.js';
import type { TestSandbox } from '../start.js';
import { botFile } from './bot-file.js';
import type { Steps } from './bot-file.js';

interface Message {
  readonly from: string;
  readonly text: string;
  readonly buttons: readonly string[];
  readonly state: string;
  readonly by: string | null;
  readonly failure: string | null;
}

interface RunView {
  readonly id: number;
  readonly botId: number;
  readonly state: string;
  readonly reason: string;
  readonly waitsFor: string | null;
  readonly trail: readonly string[];
}

export interface BotWorld {
  readonly kommo: TestSandbox;
  /** A lead with a phone who has not written yet. */
  makeLead(more?: object): Promise<number>;
  importBot(steps: Steps): Promise<number>;
  run(botId: number, leadId: number): Promise<void>;
  /** Lets so much time pass, with everything that falls due. */
  pass(seconds: number): Promise<void>;
  /** The lead writes. */
  write(leadId: number, text: string): Promise<void>;
  messages(leadId: number): Promise<readonly Message[]>;
  /** What the firm said, with its buttons: "¿Cuál? [A|B]". */
  received(leadId: number): Promise<readonly string[]>;
  runs(): Promise<readonly RunView[]>;
  lastRun(): Promise<RunView>;
  lead(leadId: number): Promise<Awaited<ReturnType<TestSandbox['get']>>>;
  turn(...names: readonly string[]): Promise<void>;
}

export const contact = {
  name: 'Milagros Tavárez',
  first_name: 'Milagros',
  custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '+18095550142' }] }],
};

export async function startBotWorld(
  options: Parameters<typeof startTestSandbox>[0] = {},
): Promise<BotWorld> {
  // Time stands still until the test lets it pass.
  const began = new Date();
  const kommo = await startTestSandbox({ clock: () => began, ...options });
  const pass = async (seconds: number) => {
    await kommo.post('/sandbox/clock', { advanceMs: Math.round(seconds * 1000) });
  };
  const messages = async (leadId: number) =>
    (await kommo.get(`/sandbox/phone/${leadId}`)).at('messages') as readonly Message[];
  const runs = async () => (await kommo.get('/sandbox/bots/runs')).body as readonly RunView[];
  return {
    ...{ kommo, pass, messages, runs },
    async makeLead(more = {}) {
      const made = await kommo.post('/api/v4/leads/complex', [
        { name: 'Ferretería El Clavo', _embedded: { contacts: [contact] }, ...more },
      ]);
      return made.id('0.id');
    },
    async importBot(steps) {
      const imported = await kommo.post('/sandbox/bots', botFile(steps));
      if (imported.status !== 201) throw new Error(imported.text);
      return imported.id('id');
    },
    async run(botId, leadId) {
      await kommo.post(`/api/v4/bots/${botId}/run`, { entity_id: leadId, entity_type: 'leads' });
      await pass(0);
    },
    async write(leadId, text) {
      await kommo.post(`/sandbox/phone/${leadId}`, { text });
    },
    received: async (leadId) =>
      (await messages(leadId))
        .filter(({ from, state }) => from === 'firm' && state !== 'failed')
        .map(({ text, buttons }) => (buttons.length > 0 ? `${text} [${buttons.join('|')}]` : text)),
    lastRun: async () => {
      const last = (await runs()).at(-1);
      if (!last) throw new Error('No bot was run');
      return last;
    },
    lead: (leadId) => kommo.get(`/api/v4/leads/${leadId}`),
    async turn(...names) {
      await kommo.post('/sandbox/switches', Object.fromEntries(names.map((name) => [name, true])));
    },
  };
}
