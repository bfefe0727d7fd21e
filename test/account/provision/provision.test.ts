import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { KommoClient } from '../../../backend/src/adapters/kommo/http/client.js';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { createLog } from '../../../backend/src/log.js';
import {
  createAccountMap,
  readPipelines,
} from '../../../backend/src/adapters/kommo/fields/account-map.js';
import { noKnownStages } from '../../../backend/src/adapters/kommo/fields/known-stages.js';
import type { KnownStages } from '../../../backend/src/adapters/kommo/fields/known-stages.js';
import { applyPlan, makePlan } from '../../../backend/src/account/provision/apply.js';
import { hookEvents } from '../../../backend/src/account/provision/hook-events.js';
import { listManualSteps } from '../../../backend/src/account/provision/manual-steps.js';
import { planChanges } from '../../../backend/src/account/provision/plan.js';
import type { Wanted } from '../../../backend/src/account/provision/plan.js';
import { printApplied, printPlan } from '../../../backend/src/account/provision/print.js';
import { readSnapshot } from '../../../backend/src/account/provision/snapshot.js';
import type { AccountSnapshot } from '../../../backend/src/account/provision/snapshot.js';
import { startSandbox } from '../../../sandbox/start-sandbox.js';
import type { Sandbox } from '../../../sandbox/start-sandbox.js';
import { until } from '../../support/world.js';
import { createTestClient } from '../../support/kommo-tools.js';
import { unlimitedTurns } from '../../support/unlimited-turns.js';
import { sayIn } from '../../../wording/say.js';

const log = createLog('silent');
const accountOf = (client: KommoClient) => ({
  client,
  readPipelines: () => readPipelines(client),
});
const destination = 'https://companion.example/webhooks/kommo/secret';
const wanted: Wanted = {
  blueprint,
  lossReasons: ['Precio', 'No responde'],
  hook: { destination, settings: hookEvents },
};

describe('in an account as strict as Kommo', () => {
  let sandbox: Sandbox;
  let client: KommoClient;
  const control = (at: string, body: unknown) =>
    fetch(`${sandbox.url}/sandbox${at}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  beforeEach(async () => {
    const clock = () => new Date();
    sandbox = await startSandbox({
      port: 0,
      odooPort: 0,
      companionUrl: 'http://127.0.0.1:1',
      clientSecret: 'a-secret-of-the-test',
      dataDir: null,
      clock,
    });
    const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    // The pace has tests of its own; forty calls a run would wait six seconds for it.
    client = createTestClient(sandbox.url, { clock, sleep, shared: unlimitedTurns });
    await control('/limits', { perSecond: 0, perAccount: 0, blockAfter: 0 });
  });
  afterEach(() => sandbox.close());

  test('apply makes what plan names, and a second plan is empty (R3.1, R3.2)', async () => {
    const first = await makePlan({ client, log }, wanted);
    expect(first.changes.filter(({ kind }) => kind === 'create_pipeline')).toHaveLength(2);
    expect(first.changes.filter(({ kind }) => kind === 'create_field')).toHaveLength(
      blueprint.fields.length,
    );

    const applied = await applyPlan({ client, log }, wanted);

    expect(applied.failed).toEqual([]);
    expect(applied.done).toHaveLength(first.changes.length);
    expect(applied.remaining.changes).toEqual([]);
    const account = await readSnapshot(accountOf(client));
    const services = account.pipelines.find(({ name }) => name === 'Servicios Contables');
    const stages = [...(services?._embedded.statuses ?? [])].sort((a, b) => a.sort - b.sort);
    expect(
      stages
        .slice(1)
        .map(({ name, color }) => [name, color])
        .slice(0, 6),
    ).toEqual(blueprint.pipelines[0]?.stages.slice(0, 6).map(({ name, color }) => [name, color]));
    expect(stages.slice(-2).map(({ id }) => id)).toEqual([142, 143]);
    const score = account.fields.find(({ code }) => code === 'LEAD_SCORE');
    const group = account.fieldGroups?.find(({ id }) => id === score?.group_id);
    expect(group?.name).toBe('Account SRL');
    expect(account.hooks).toMatchObject([{ destination, disabled: false }]);
  });

  test('what a person changed afterwards is kept, and only what is missing comes back', async () => {
    await applyPlan({ client, log }, wanted);
    const before = await readSnapshot(accountOf(client));
    const pipeline = before.pipelines.find(({ name }) => name === 'Servicios Contables');
    const stageNamed = (name: string) =>
      pipeline?._embedded.statuses.find((status) => status.name === name)?.id ?? 0;
    const size = before.fields.find(({ code }) => code === 'COMPANY_SIZE');
    const path = `/api/v4/leads/pipelines/${pipeline?.id ?? 0}/statuses`;
    await client.post(path, [{ name: 'Espera de documentos', sort: 45, color: '#f9deff' }]);
    await client.patch(`${path}/${stageNamed('Propuesta')}`, { color: '#87f2c0' });
    await client.delete(`${path}/${stageNamed('Calificado')}`);
    await client.patch(`/api/v4/leads/custom_fields/${size?.id ?? 0}`, {
      name: 'Tamaño',
      enums: [...(size?.enums.slice(0, 4) ?? []), { value: 'Ninguno', sort: 900 }],
    });
    await client.delete('/api/v4/webhooks', { destination });
    await client.post('/api/v4/webhooks', {
      destination: 'https://other.example/',
      settings: ['add_lead'],
    });
    await client.post('/api/v4/webhooks', { destination, settings: ['add_lead', 'add_task'] });

    const { changes } = await makePlan({ client, log }, wanted);
    expect(changes.map(({ kind }) => kind)).toEqual([
      'create_stage',
      'recolor_stage',
      'order_stages',
      'add_options',
      'subscribe_hook',
    ]);
    const { remaining, failed } = await applyPlan({ client, log }, wanted);

    expect(failed).toEqual([]);
    expect(remaining.changes).toEqual([]);
    const after = await readSnapshot(accountOf(client));
    const sizeAfter = after.fields.find(({ code }) => code === 'COMPANY_SIZE');
    expect(sizeAfter?.name).toBe('Tamaño');
    const texts = sizeAfter?.enums.map(({ value }) => value);
    expect(texts).toEqual(['1-5', '6-20', '21-50', '51-100', 'Ninguno', '100+']);
    expect(sizeAfter?.enums.slice(0, 4)).toEqual(size?.enums.slice(0, 4));
    const stages = after.pipelines.find(({ id }) => id === pipeline?.id)?._embedded.statuses;
    expect(stages?.map(({ name }) => name)).toContain('Espera de documentos');
    expect(after.hooks?.find((hook) => hook.destination === destination)?.settings).toEqual(
      expect.arrayContaining([...hookEvents, 'add_task']),
    );
    expect(after.hooks).toHaveLength(2);
  });

  test('what somebody has renamed is found by its id, and not made again (R3.1)', async () => {
    let known = noKnownStages;
    const stages = {
      read: () => Promise.resolve(known),
      write: (learned: KnownStages) => {
        known = learned;
        return Promise.resolve();
      },
    };
    const tools = { client, log, stages };
    await applyPlan(tools, wanted);
    const { pipelines } = await readSnapshot(accountOf(client));
    const ours = pipelines.find(({ name }) => name === 'Servicios Contables');
    const stage = ours?._embedded.statuses.find(({ name }) => name === 'Propuesta');
    const path = `/api/v4/leads/pipelines/${ours?.id ?? 0}`;
    await client.patch(path, { name: 'Contabilidad y más' });
    await client.patch(`${path}/statuses/${stage?.id ?? 0}`, { name: 'Cotización enviada' });

    expect((await makePlan({ client, log }, wanted)).changes).not.toEqual([]);
    expect((await makePlan(tools, wanted)).changes).toEqual([]);
    const read = () => stages.read();
    const map = await createAccountMap(client, blueprint, read).read();
    expect(map.stages.find(({ key }) => key === 'proposal')).toMatchObject({
      pipelineId: ours?.id,
      statusId: stage?.id,
    });
    expect(map.stageNameByPlace.get(`${ours?.id ?? 0}:${stage?.id ?? 0}`)).toBe(
      'Cotización enviada',
    );

    // A new stage with the blueprint's name takes the old one's place.
    await client.post(`${path}/statuses`, [{ name: 'Propuesta', sort: 900, color: '#ffdc7f' }]);
    const { remaining } = await applyPlan(tools, wanted);
    expect(remaining.changes).toEqual([]);
    expect(known.stages['services/proposal']).not.toBe(stage?.id);
  });

  test('a hook that stays disabled is taken away and subscribed again', async () => {
    await applyPlan({ client, log }, wanted);
    const leads = Array.from({ length: 50 }, (_one, index) => ({ name: `Lead ${index}` }));
    // Nobody answers at that address, and after a hundred failures Kommo gives the hook up.
    for (let batch = 0; batch < 3; batch += 1) await client.post('/api/v4/leads', leads);
    await until('the hook is disabled', async () => {
      const { hooks } = await readSnapshot(accountOf(client));
      return hooks?.[0]?.disabled === true;
    });
    await control('/switches', { 'webhook-post-keeps-disabled': true });
    const { changes } = await makePlan({ client, log }, wanted);
    expect(changes).toMatchObject([{ kind: 'subscribe_hook', why: 'disabled' }]);

    const { remaining } = await applyPlan({ client, log }, wanted);
    expect(remaining.changes).toEqual([]);
    const { hooks } = await readSnapshot(accountOf(client));
    expect(hooks).toMatchObject([{ destination, disabled: false }]);
  });

  test('a run that was stopped half way is finished by the next', async () => {
    let calls = 0;
    const stopping: KommoClient = {
      ...client,
      post: (path, body) => {
        calls += 1;
        if (calls === 4) throw new Error('the process ends here');
        return client.post(path, body);
      },
    };
    await expect(applyPlan({ client: stopping, log }, wanted)).rejects.toThrow('ends here');
    const { remaining } = await applyPlan({ client, log }, wanted);
    expect(remaining.changes).toEqual([]);
    const { pipelines } = await readSnapshot(accountOf(client));
    expect(pipelines.filter(({ name }) => name === 'Servicios Contables')).toHaveLength(1);
  });
});

describe('the plan', () => {
  const empty: AccountSnapshot = {
    pipelines: [],
    fields: [],
    fieldGroups: [],
    lossReasons: [],
    hooks: [],
  };

  test('a field of another type is a conflict for a person, never a change', () => {
    const field = {
      id: 5,
      name: 'Puntos',
      code: 'LEAD_SCORE',
      type: 'text',
      sort: 1,
      group_id: null,
      is_api_only: false,
      enums: [],
    };
    const { changes, conflicts } = planChanges(wanted, { ...empty, fields: [field] });
    expect(conflicts).toEqual([{ code: 'LEAD_SCORE', found: 'text', wanted: 'numeric' }]);
    expect(
      changes.some(
        (change) => change.kind === 'create_field' && change.field.code === 'LEAD_SCORE',
      ),
    ).toBe(false);
  });

  test.each([
    ['missing', []],
    ['disabled', [{ destination, settings: [...hookEvents], disabled: true }]],
    ['events', [{ destination, settings: ['add_lead'], disabled: false }]],
    [null, [{ destination, settings: [...hookEvents, 'add_task'], disabled: false }]],
  ])('the hook is subscribed when it is %s', (why, hooks) => {
    const { changes } = planChanges(wanted, { ...empty, hooks });
    const subscribed = changes.find(({ kind }) => kind === 'subscribe_hook');
    expect(subscribed === undefined ? null : 'why' in subscribed && subscribed.why).toBe(why);
  });

  test('where the plan of the account has no hooks, a person is told what to paste', () => {
    const account = { ...empty, hooks: null, lossReasons: null, fieldGroups: null };
    const { changes, conflicts } = planChanges(wanted, account);
    expect(changes.map(({ kind }) => kind)).not.toContain('subscribe_hook');
    const steps = listManualSteps(wanted, account, conflicts);
    expect(steps.map(({ paste }) => paste)).toEqual(
      expect.arrayContaining([destination, `${destination}/pipeline`, 'Precio\nNo responde']),
    );
  });

  test('each e-mail is listed with what sets it off and what it says, the account’s own fields in it (R5.2)', () => {
    const named = { name: 'Nombre', type: 'text', sort: 1, group_id: null, is_api_only: true };
    const field = { ...named, id: 77, code: 'CONVERSATION_NAME', enums: [] };
    const steps = listManualSteps(wanted, { ...empty, fields: [field] }, []);
    const say = sayIn('es');
    const emails = steps.filter(({ title }) => say(title).startsWith('Correo'));
    expect(emails.map(({ title }) => say(title))).toEqual([
      ...['Correo «value_email_3d»', 'Correo «final_attempt_30d»', 'Correo «proposal»'],
    ]);
    const [value, last, proposal] = emails.map(({ how }) => say(how));
    expect(value).toContain('se agrega la etiqueta correo-value_email_3d');
    expect(last).toContain('se agrega la etiqueta correo-final_attempt_30d');
    expect(proposal).toContain('cambia el campo Enlace de la propuesta');
    expect(emails[0]?.paste).toMatch(/^Cómo ordenamos la contabilidad/);
    expect(emails[0]?.paste).toContain('Hola, {{lead.cf.77}}:');
    expect(emails[2]?.paste).toContain('{proposal}');
  });

  test('is printed as a person reads it', () => {
    const say = sayIn('es');
    const plan = planChanges(wanted, empty);
    const text = printPlan(plan, listManualSteps(wanted, empty, plan.conflicts), say);
    expect(text).toContain(
      '+ Embudo «Servicios Contables»: crear con 8 etapas\n      + Lead Nuevo',
    );
    expect(text).toContain('+ Campo «Número de empleados» (COMPANY_SIZE): crear con 5 opciones');
    expect(text).toContain('select\n      1-5 | 6-20 | 21-50 | 51-100 | 100+');
    expect(text).toContain('+ Razón de pérdida «Precio»: crear');
    expect(text).toContain('+ Webhook de la cuenta: suscribir\n      add_lead');
    expect(text).toContain('Plantillas de WhatsApp y Salesbots');
    expect(printPlan({ changes: [], conflicts: [] }, [], say)).toBe(
      'La cuenta ya está como dice el plano: no hay nada que cambiar.',
    );
    const done = { done: [], failed: [], remaining: { changes: [], conflicts: [], steps: [] } };
    expect(printApplied(done, say)).toContain('La cuenta está como dice el plano.');
  });
});
