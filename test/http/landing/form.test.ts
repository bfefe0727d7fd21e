import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createApp } from '../../../backend/src/app.js';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { serve } from '../../support/serve.js';
import type { Served } from '../../support/serve.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { captured, contact, createVisitor } from './visitor.js';
import type { Visitor } from './visitor.js';

let world: World;
let served: Served;
let now = new Date('2026-11-23T14:00:00Z');
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

beforeAll(async () => {
  world = await openWorld({ clock: () => now });
  served = await serve(createApp(world.services, world.verify, world.metrics));
});
afterAll(async () => {
  await served.close();
  await world.close();
});

let visitor: Visitor;
beforeEach(async () => {
  visitor = createVisitor(served.url);
  await visitor.open();
  pass(60_000);
});

const shown = () =>
  new Set([...visitor.html.matchAll(/data-field="(\w+)"/g)].map(([, name = '']) => name));
const errors = () => [...visitor.html.matchAll(/<li><a href="#(\w+)">/g)].map(([, name]) => name);

test('three steps without a script: the service and what qualifies, the contact, and the questions of the service; then the thanks (R1.2, R2.4)', async () => {
  expect(visitor.html).toContain('Paso 1 de 3');
  expect(shown()).toContain('service_type');
  await visitor.send({ service_type: 'tax', company_size: '21-50', urgency_level: 'immediate' });
  expect(visitor.html).toContain('Paso 2 de 3');
  await visitor.send({ ...contact(1), marketing_opt_in: 'on', tax_id: '101-00150-1' });
  expect(visitor.html).toContain('Paso 3 de 3');
  expect(visitor.html).toContain('Recibir mi propuesta personalizada');
  await visitor.send({ dgii_up_to_date: 'no', tax_regime: 'ordinary' });
  expect(visitor.status).toBe(303);
  expect(visitor.html).toContain('Recibimos su solicitud');
  expect(visitor.html).toContain('https://wa.me/18095550100?text=Hola');

  const { profile } = await captured(world, contact(1).email);
  expect(profile).toMatchObject({
    source: 'direct',
    services: ['tax'],
    person: { fullName: 'Carmen Peña 1', phone: '+18095550101' },
    consent: true,
    marketingConsent: true,
  });
  expect(profile.answers).toMatchObject({
    company_size: { value: '21-50', origin: 'form' },
    dgii_up_to_date: { value: 'no' },
    tax_regime: { value: 'ordinary' },
  });
  expect(profile.suspicions).toBe(undefined);
  expect(profile.taxId).toBe('101-00150-1');
});

describe('what was agreed to is taken back by a link of one’s own (R8.1)', () => {
  const links = () =>
    [...visitor.html.matchAll(/href="(\/privacy\/withdraw\/[^"]+)"/g)].map(([, link = '']) => link);
  const post = (link: string) => fetch(served.url + link, { method: 'POST' });

  async function send(index: number): Promise<string> {
    await visitor.send({ service_type: 'tax' });
    await visitor.send({ ...contact(index), marketing_opt_in: 'on' });
    await visitor.send({});
    const [link = ''] = links();
    return link;
  }

  test('it stands on the thanks and, in the same browser, on the page about privacy; it asks before it acts (R8.1)', async () => {
    const link = await send(41);
    await visitor.open('/privacy');
    expect(links()).toEqual([link]);
    visitor.forget();
    await visitor.open('/privacy');
    expect(links()).toEqual([]);

    const { store } = world.services;
    const { person } = (await captured(world, contact(41).email)).profile;
    const name = person.phone ?? '';
    await visitor.open(link);
    expect(visitor.html).toContain('Sí, retirar mi autorización');
    expect(await store.optOuts.has(name)).toBe(false);

    expect((await post(link)).status).toBe(200);
    expect(await (await post(link)).text()).toContain('Retiramos su autorización');
    expect(await store.optOuts.has(name)).toBe(true);
    const lines = await store.consents.list([contact(41).email]);
    expect(lines.map(({ act, purpose, by }) => [act, purpose, by])).toEqual([
      ['withdrawn', 'contact', 'form'],
      ['withdrawn', 'marketing', 'form'],
    ]);
    const { rows } = await world.pool.query(
      "select done_by, action, status from audit_log where action = 'POST privacy/withdraw'",
    );
    expect(rows).toEqual(
      Array(2).fill({ done_by: 'form', action: 'POST privacy/withdraw', status: 200 }),
    );
  });

  test('the link that Kommo holds for whoever came by an advertisement is the same page (R8.1)', async () => {
    await send(43);
    const { id } = await captured(world, contact(43).email);
    const address = world.services.withdrawAddress(id);
    expect(address.startsWith(`${world.config.publicUrl}/privacy/withdraw/`)).toBe(true);
    expect(address.length).toBeLessThan(255);
    await visitor.open(new URL(address).pathname);
    expect(visitor.html).toContain('Sí, retirar mi autorización');
  });

  test('a link that is not ours is unknown, and changes nothing (R8.1)', async () => {
    const link = await send(42);
    const forged = link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await post(forged)).status).toBe(404);
    await visitor.open(forged);
    expect(visitor.status).toBe(404);
    const { person } = (await captured(world, contact(42).email)).profile;
    expect(await world.services.store.optOuts.has(person.phone ?? '')).toBe(false);
  });
});

test.each(blueprint.services.map(({ key, label }) => [label, key] as const))(
  '%s asks its own four questions and no other service’s (R2.3)',
  async (_label, key) => {
    await visitor.send({ service_type: key });
    await visitor.send(contact());
    const specific = blueprint.questions.filter(({ service }) => service !== null);
    const asked = specific.filter((question) => shown().has(question.key));
    expect(asked.map(({ service }) => service)).toEqual([key, key, key, key]);
    expect(shown().size).toBeLessThanOrEqual(10);
  },
);

test('with several services one set of questions stands open, and at most ten fields are in sight (R2.4)', async () => {
  expect(shown().size).toBeLessThanOrEqual(10);
  await visitor.send({ service_type: blueprint.services.map(({ key }) => key) });
  await visitor.send(contact());
  expect(visitor.html.match(/<details name="service"/g)).toHaveLength(4);
  expect(visitor.html.match(/<details name="service" open/g)).toHaveLength(1);
  const closed = visitor.html.replaceAll(/<details name="service">.*?<\/details>/gs, '');
  expect([...closed.matchAll(/data-field/g)].length).toBeLessThanOrEqual(10);
});

test('what is required is asked for by name, linked, with the focus, and nothing typed is lost (R2.1)', async () => {
  await visitor.send({});
  expect(visitor.status).toBe(422);
  expect(errors()).toEqual(['service_type']);
  await visitor.send({ service_type: 'payroll' });
  await visitor.send({ full_name: 'Carmen', email: 'carmen@', phone_number: '305 555 0100' });
  expect(visitor.status).toBe(422);
  expect(errors()).toEqual(['full_name', 'company_name', 'email', 'phone_number', 'consent']);
  expect(visitor.html).toMatch(/<title>Error: /);
  expect(visitor.html).toMatch(/id="errors" tabindex="-1" autofocus/);
  expect(visitor.html).toContain('value="305 555 0100"');
  await visitor.send(contact(2));
  expect(visitor.html).toContain('Paso 3 de 3');
});

test('going back keeps what was typed, and a service that was unticked takes its answers with it', async () => {
  await visitor.send({ service_type: ['accounting', 'tax'] });
  await visitor.send(contact(3));
  await visitor.send({ tax_audits: 'yes', multiple_branches: 'yes' }, 'back');
  expect(visitor.html).toContain('value="(809) 555-0103"');
  await visitor.send(contact(3), 'back');
  await visitor.send({ service_type: 'accounting' });
  await visitor.send(contact(3));
  await visitor.send({ multiple_branches: 'yes' });
  const { profile } = await captured(world, contact(3).email);
  expect(profile.services).toEqual(['accounting']);
  expect(Object.keys(profile.answers)).toEqual(['multiple_branches']);
});

test('a wrong check digit of the RNC is asked about once; sent again unchanged it is taken', async () => {
  await visitor.send({ service_type: 'tax' });
  await visitor.send({ ...contact(4), tax_id: '101001507' });
  expect(errors()).toEqual(['tax_id']);
  await visitor.send({ ...contact(4), tax_id: '101001507' });
  expect(visitor.html).toContain('Paso 3 de 3');
});

describe('consent (R8.1)', () => {
  test('no box is ticked beforehand; the texts as shown are kept with their version, the time, the page and a keyed hash', async () => {
    await visitor.send({ service_type: 'tax' });
    expect(visitor.html).not.toMatch(/type="checkbox"[^>]* checked/);
    expect(visitor.html).toContain('Ley 172-13');
    await visitor.send(contact(5));
    await visitor.send({});
    const { profile, proof } = await captured(world, contact(5).email);
    expect(profile.marketingConsent).toBe(undefined);
    expect(proof).toMatchObject({
      marketingText: null,
      at: now.toISOString(),
      page: `${world.config.publicUrl}/form`,
      addressHash: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(proof?.text).toMatch(/^Autorizo a Account SRL, RNC 101-00000-0, Santo Domingo, a usar/);
    expect(JSON.stringify([profile, proof])).not.toContain('127.0.0.1');
  });

  test('who processes the data, what for and the rights stand at /privacy, one tap from every page', async () => {
    expect(visitor.html).toContain('href="/privacy"');
    await visitor.open('/privacy');
    expect(visitor.html).toContain('privacidad@example.com');
    expect(visitor.html).toContain('Ley 172-13');
  });
});

describe('abuse (R8.2)', () => {
  test('the same form sent twice is one lead, and both times the thanks', async () => {
    await visitor.send({ service_type: 'tax' });
    await visitor.send(contact(6));
    const { html } = visitor;
    await visitor.send({});
    visitor.html = html;
    await visitor.send({});
    expect(visitor.html).toContain('Recibimos su solicitud');
    await captured(world, contact(6).email);
  });

  test('what is changed after it was sent is asked about once, and then taken: a number that was corrected is not lost (R2.5)', async () => {
    await visitor.send({ service_type: 'tax' });
    await visitor.send({ ...contact(46), phone_number: '809 555 0164' });
    const { html } = visitor;
    await visitor.send({});
    visitor.html = html;
    await visitor.send({}, 'back');
    await visitor.send(contact(46));
    await visitor.send({ tax_regime: 'rst' });
    expect(visitor.status).toBe(422);
    expect(visitor.html).toContain('Ya recibimos esta solicitud');
    expect(visitor.html).toMatch(/value="rst" checked/);
    await visitor.send({ tax_regime: 'rst' });
    expect(visitor.status).toBe(303);
    const { rows } = await world.pool.query<{ phone: string }>(
      "select profile #>> '{person,phone}' as phone from captures where profile #>> '{person,email}' = $1 order by received_at, id",
      [contact(46).email],
    );
    expect(rows.map(({ phone }) => phone).sort()).toEqual(['+18095550146', '+18095550164']);
  });

  test('a filled trap is kept as a lead, marked, and told nothing', async () => {
    await visitor.send({ service_type: 'tax' });
    await visitor.send({ ...contact(7), nota_interna: 'http://spam.example' });
    await visitor.send({});
    expect(visitor.html).toContain('Recibimos su solicitud');
    const { profile } = await captured(world, contact(7).email);
    expect(profile.suspicions).toEqual(['trap_filled']);
  });

  test('three steps in less than three seconds are marked', async () => {
    const quick = createVisitor(served.url);
    await quick.open();
    pass(2_900);
    await quick.send({ service_type: 'tax' });
    await quick.send(contact(8));
    await quick.send({});
    const { profile } = await captured(world, contact(8).email);
    expect(profile.suspicions).toEqual(['too_fast']);
  });

  test('a state that we did not sign, or of yesterday, sends nothing: the answers are shown again to be confirmed', async () => {
    await visitor.send({ service_type: 'tax' });
    await visitor.send(contact(9));
    const signed = visitor.html;
    visitor.html = signed.replace(/name="state" value="./, 'name="state" value="A');
    await visitor.send({ tax_regime: 'rst' });
    expect(visitor.status).toBe(422);
    visitor.html = signed;
    pass(24 * 3_600_000 + 1_000);
    await visitor.send({ tax_regime: 'rst' });
    expect(visitor.status).toBe(422);
    expect(visitor.html).toContain('estuvo abierta mucho tiempo');
    await visitor.send({ tax_regime: 'rst' });
    expect(visitor.status).toBe(303);
    await captured(world, contact(9).email);
  });
});

test('every page is sealed: nothing from elsewhere, no inline code, no frame', async () => {
  const { headers } = await fetch(`${served.url}/form`);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(visitor.html).not.toMatch(/ style=|<style|<script>| on\w+=/);
});
