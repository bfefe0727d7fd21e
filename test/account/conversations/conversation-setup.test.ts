import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { ConversationSetup } from '../../../contract/conversation-setup.js';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { createConversationAdministration } from '../../../backend/src/account/conversations/conversation-administration.js';
import { prepareSandboxBots } from '../../../backend/src/prepare-sandbox-bots.js';
import { worded } from '../../../wording/say.js';
import { impatientClient, openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  const remove = async (what: string) => {
    for (const { id } of (await world.kommo(`/sandbox/${what}`)) as { id: number }[]) {
      await world.kommo(what === 'bots' ? `/sandbox/bots/${id}` : `/api/v4/chats/templates/${id}`, {
        method: 'DELETE',
      });
    }
  };
  await world.kommo('/sandbox/faults', { method: 'DELETE' });
  await post('/sandbox/switches', Object.fromEntries(switches.map((name) => [name, false])));
  await remove('bots');
  await remove('templates');
});
afterAll(() => world.close());

const switches = ['template-reviews-wait', 'template-reviews-refuse', 'chat-templates-missing'];

const conversations = () => world.services.administration.conversations;
const read = async (): Promise<ConversationSetup> =>
  worded<ConversationSetup>(await conversations().read(), 'es');
const send = async (...keys: readonly string[]): Promise<ConversationSetup> =>
  worded<ConversationSetup>(await conversations().sendTemplates(keys), 'es');
const prepare = () =>
  prepareSandboxBots(impatientClient(world.config, world), world.services.blueprint);
const post = (path: string, body: unknown) => world.kommo(path, { method: 'POST', body });
const turn = (name: string) => post('/sandbox/switches', { [name]: true });

const states = ({ bots }: ConversationSetup) => bots.map(({ state }) => state);
const botOf = ({ bots }: ConversationSetup, key: string) => bots.find((bot) => bot.key === key);
const templateOf = ({ templates }: ConversationSetup, key: string) =>
  templates.find((template) => template.key === key);
const heldBots = async () =>
  (await world.kommo('/sandbox/bots')) as { id: number; name: string; text: string }[];
const heldTemplates = async () =>
  (await world.kommo('/sandbox/templates')) as { id: number; name: string }[];

describe('bots of the account beside the blueprint (R4.1)', () => {
  test('what cannot be made yet says what is missing, what can be made waits to be imported', async () => {
    const setup = await read();
    expect(botOf(setup, 'welcome')).toMatchObject({ state: 'cannot_be_made', hasFile: false });
    expect(botOf(setup, 'welcome')?.text).toContain('la plantilla welcome');
    expect(botOf(setup, 'conversation_payroll')).toMatchObject({ state: 'missing', hasFile: true });
    expect(setup.botSteps[0]).toContain('Importar');
    expect(await conversations().readBot('welcome')).toBeNull();
    expect(await conversations().readBot('nobody')).toBeNull();
  });

  test('an account that has everything is told so, without a step', async () => {
    await prepare();
    const setup = await read();
    expect(new Set(states(setup))).toEqual(new Set(['current']));
    expect(setup.bots).toHaveLength(12);
    expect(setup.botSteps).toEqual([]);
    expect(setup.templates.every(({ state, isOlder }) => state === 'approved' && !isOlder)).toBe(
      true,
    );
    expect(setup.templateSteps).toEqual([]);
    expect(setup.findings).toEqual([]);
  });

  test('the file that is downloaded is imported and then found; so is the code that is pasted', async () => {
    await prepare();
    for (const { id } of await heldBots()) {
      await world.kommo(`/sandbox/bots/${id}`, { method: 'DELETE' });
    }
    const file = await conversations().readBot('conversation_tax');
    await post('/sandbox/bots', JSON.parse(file?.file ?? ''));
    expect(botOf(await read(), 'conversation_tax')).toMatchObject({
      state: 'current',
      name: file?.name,
    });
    const [held] = await heldBots();
    expect(JSON.parse(held?.text ?? '')).toEqual(JSON.parse(file?.source ?? '-'));
  });

  test.each([
    ['of another version', 'Account · Fiscal · v000000', 'v000000'],
    ['without a version', 'Account · Fiscal', 'sin versión'],
  ])('a bot %s is told as older than the blueprint', async (_case, name, said) => {
    await prepare();
    const file = await conversations().readBot('conversation_tax');
    const held = (await heldBots()).find((bot) => bot.name === file?.name);
    const older = JSON.parse(file?.file ?? '') as { model: { name: string } };
    await post(`/sandbox/bots/${held?.id ?? 0}`, { ...older, model: { ...older.model, name } });
    const setup = await read();
    expect(botOf(setup, 'conversation_tax')).toMatchObject({ state: 'older' });
    expect(botOf(setup, 'conversation_tax')?.text).toContain(said);
    expect(setup.botSteps).not.toEqual([]);

    // The new one beside it: the newest runs, and the other is asked to be switched off.
    await post('/sandbox/bots', JSON.parse(file?.file ?? ''));
    const both = botOf(await read(), 'conversation_tax');
    expect(both).toMatchObject({ state: 'current' });
    expect(both?.text).toContain('1 bot activo más');
  });

  test('a bot that is off is told as such', async () => {
    await prepare();
    const file = await conversations().readBot('no_more_messages');
    const held = (await heldBots()).find((bot) => bot.name === file?.name);
    await post(`/sandbox/bots/${held?.id ?? 0}/active`, { active: false });
    expect(botOf(await read(), 'no_more_messages')).toMatchObject({ state: 'off' });
  });

  test('a bot is found by its name whatever its version, the newest first', async () => {
    await prepare();
    const names = (await world.services.kommo.listBots()).map(({ name }) => name);
    expect(names).toContain('Account · welcome');
    expect(names).toContain(blueprint.conversations.tax.name);
  });
});

describe('templates of the account beside the blueprint (R5.4)', () => {
  test('all seven are made and sent for review at once, and a second time sends nothing', async () => {
    const before = await read();
    expect(before.sendable).toHaveLength(7);
    const after = await send(...before.sendable);
    expect(after.templates.map(({ state }) => state)).toEqual(Array(7).fill('review'));
    expect(after.sendable).toEqual([]);
    await send(...before.sendable);
    expect(await heldTemplates()).toHaveLength(7);
    await post('/sandbox/clock', { advanceMs: 60_000 });
    expect((await read()).templates.map(({ state }) => state)).toEqual(Array(7).fill('approved'));
    expect(botOf(await read(), 'welcome')).toMatchObject({ state: 'missing' });
  });

  test('two who press at once make each template once', async () => {
    await Promise.all([send('welcome'), send('welcome')]);
    expect(await heldTemplates()).toHaveLength(1);
  });

  test.each([
    ['template-reviews-wait', 'review', 'En revisión de Meta'],
    ['template-reviews-refuse', 'rejected', 'INVALID_FORMAT'],
  ])('%s: shown as %s', async (name, state, said) => {
    await turn(name);
    await send('welcome');
    await post('/sandbox/clock', { advanceMs: 60_000 });
    const template = templateOf(await read(), 'welcome');
    expect(template).toMatchObject({ state });
    expect(template?.text).toContain(said);
  });

  test('paused by Meta is said; a text that is not the blueprint’s is older and has to be replaced', async () => {
    await post('/api/v4/chats/templates', [
      {
        ...{ name: 'welcome', content: 'Hola', type: 'waba', waba_category: 'UTILITY' },
        waba_language: 'es',
      },
    ]);
    const [held] = await heldTemplates();
    const draft = await read();
    expect(templateOf(draft, 'welcome')).toMatchObject({ state: 'draft', isOlder: true });
    expect(draft.sendable).toContain('welcome');
    await post(`/sandbox/templates/${held?.id ?? 0}/review`, { status: 'paused' });
    const paused = await read();
    expect(templateOf(paused, 'welcome')).toMatchObject({ state: 'paused', isOlder: true });
    expect(templateOf(paused, 'welcome')?.text).toContain('reemplácela');
    expect(paused.sendable).not.toContain('welcome');
  });

  test('a draft gets the blueprint’s text before it is sent', async () => {
    await post('/api/v4/chats/templates', [{ name: 'welcome', content: 'Hola', type: 'waba' }]);
    const sent = templateOf(await send('welcome'), 'welcome');
    expect(sent).toMatchObject({ state: 'review', isOlder: false });
    expect(await heldTemplates()).toHaveLength(1);
  });

  test('one that Kommo refuses says so and does not keep the others', async () => {
    await post('/sandbox/faults', {
      ...{ kind: '405', match: '/api/v4/chats/templates', method: 'POST', times: 1 },
    });
    const after = await send('welcome', 'qualification_start');
    expect(templateOf(after, 'welcome')?.text).toContain('Kommo no la aceptó');
    expect(templateOf(after, 'qualification_start')).toMatchObject({ state: 'review' });
  });

  test('an account without the address is told what to do by hand, and nothing can be sent', async () => {
    await turn('chat-templates-missing');
    const setup = await read();
    expect(new Set(setup.templates.map(({ state }) => state))).toEqual(new Set(['not_shown']));
    expect(setup.sendable).toEqual([]);
    expect(setup.templateSteps[0]).toContain('A mano');
    expect(templateOf(setup, 'welcome')?.content).toMatch(/\{\{lead\.cf\.\d+\}\}/u);
  });
});

test('the setting keeps templates from being sent from here (R5.4)', async () => {
  const setup = createConversationAdministration(
    {
      ...{ client: impatientClient(world.config, world), blueprint },
      settings: { sendsTemplates: false, startedBy: 'companion' },
    },
    world.services.store.shared,
  );
  expect((await setup.read()).sendable).toEqual([]);
  await setup.sendTemplates(['welcome']);
  expect(await heldTemplates()).toEqual([]);
});

test('where the stage starts the bots, they do not move the lead, and the steps say which trigger (R4.1)', async () => {
  const tools = { client: impatientClient(world.config, world), blueprint };
  const setup = createConversationAdministration(
    { ...tools, settings: { sendsTemplates: true, startedBy: 'kommo' } },
    world.services.store.shared,
  );
  const steps = worded<ConversationSetup>(await setup.read(), 'es').botSteps;
  expect(steps.join()).toContain('disparador en la etapa «Calificando»');
  const [ours, theirs] = await Promise.all([
    conversations().readBot('conversation_tax'),
    setup.readBot('conversation_tax'),
  ]);
  expect(ours?.source).toContain('change_status');
  expect(theirs?.source).not.toContain('change_status');
  expect(theirs?.name).not.toBe(ours?.name);
});
