import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createApp } from '../../../backend/src/app.js';
import { keepPartial } from '../../../backend/src/journey/capture/keep-partial.js';
import { enqueueDrafts } from '../../../backend/src/operations/landing/enqueue-drafts.js';
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
const minute = 60_000;
const inlead = 'https://inlead.example/pagina';

beforeAll(async () => {
  world = await openWorld({
    clock: () => now,
    env: { PILOT_INLEAD_URL: inlead, FORM_PER_HOUR: '6' },
    companionUrl: 'http://companion.localhost',
  });
  served = await serve(createApp(world.services, world.verify, world.metrics));
});
afterAll(async () => {
  await served.close();
  await world.close();
});

let visitor: Visitor;
beforeEach(() => {
  visitor = createVisitor(served.url);
  pass(61 * minute);
});

const phone = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) [FBAN/FBIOS;FBAV/480.0]' };

async function fill(index: number, service = 'tax'): Promise<void> {
  pass(minute);
  await visitor.send({ service_type: service });
  await visitor.send(contact(index));
}

describe('attribution (R1.1, R6.4)', () => {
  test('the first touch and the last both reach the lead, through navigation and days', async () => {
    await visitor.open(
      '/form?utm_source=facebook&utm_campaign=uno&fbclid=IwAR0_aB&utm_term={{keyword}}',
    );
    pass(3 * 24 * 60 * minute);
    await visitor.open('/form?utm_source=google&utm_campaign=dos&gclid=Cj0K');
    await visitor.open('/form');
    await fill(1);
    await visitor.send({});
    const { profile } = await captured(world, contact(1).email);
    expect(profile.attribution).toMatchObject({
      ...{ utm_source: 'facebook', utm_campaign: 'uno', fbclid: 'IwAR0_aB' },
    });
    expect(profile.attribution).not.toHaveProperty('utm_term');
    expect(profile.lastTouch).toMatchObject({ utm_source: 'google', gclid: 'Cj0K' });
  });

  test('the cookie is out of reach of scripts, and one that somebody else made is not believed', async () => {
    const response = await fetch(`${served.url}/form?utm_source=facebook`);
    expect(response.headers.get('set-cookie')).toMatch(/^visita=.*HttpOnly; SameSite=Lax/);
    const forged = `visita=${Buffer.from('{"first":{}}').toString('base64url')}.${'A'.repeat(43)}`;
    await visitor.open('/form', { cookie: forged });
    expect(visitor.status).toBe(200);
  });

  test('where cookies get lost, the page itself carries how the visitor came', async () => {
    await visitor.open('/form?utm_source=instagram');
    const { html } = visitor;
    visitor = createVisitor(served.url);
    visitor.html = html;
    await fill(2);
    await visitor.send({});
    const { profile } = await captured(world, contact(2).email);
    expect(profile.attribution.utm_source).toBe('instagram');
  });
});

describe('a form left half way (R2.4)', () => {
  test('nothing is kept before the contact and the tick', async () => {
    await visitor.open();
    pass(minute);
    await visitor.send({ service_type: 'tax' });
    await visitor.send({ ...contact(3), consent: '' });
    expect(visitor.status).toBe(422);
    expect(visitor.cookies.has('formulario')).toBe(false);
    const { rows } = await world.pool.query('select 1 from form_drafts');
    expect(rows).toEqual([]);
  });

  test.each(['forward', 'back'] as const)(
    'who goes back and takes the tick away is kept no longer, whichever way the visitor leaves that step: %s (R8.1)',
    async (go) => {
      const drafts = async () =>
        (
          await world.pool.query('select 1 from form_drafts where body ->> $1 = $2', [
            'email',
            email,
          ])
        ).rowCount;
      const { email } = contact(18);
      await visitor.open();
      await fill(18);
      expect(await drafts()).toBe(1);
      await visitor.send({}, 'back');
      const { consent, ...rest } = contact(18);
      expect(consent).toBe('on');
      await visitor.send(rest, go);
      expect(await drafts()).toBe(0);
    },
  );

  test('the same browser goes on with it; after half an hour it is a partial lead, and the browser starts anew', async () => {
    await visitor.open();
    await fill(4);
    await visitor.open();
    expect(visitor.html).toContain('Continuamos donde se quedó');
    expect(visitor.html).toContain('Paso 3 de 3');
    const due = async () => {
      const asked: string[] = [];
      await enqueueDrafts({
        ...world.services,
        enqueue: (_step, ...inputs) => {
          asked.push(...inputs.map((input) => ('formId' in input ? (input.formId ?? '') : '')));
          return Promise.resolve();
        },
      });
      return asked;
    };
    pass(29 * minute);
    expect(await due()).toEqual([]);
    pass(2 * minute);
    const ids = await due();
    expect(ids).toHaveLength(1);
    await keepPartial.run(
      world.services,
      ids.map((formId) => ({ formId })),
    );
    const { profile } = await captured(world, contact(4).email);
    expect(profile).toMatchObject({ isPartial: true, consent: true });
    await visitor.open();
    expect(visitor.html).toContain('Paso 1 de 3');
  });

  test('sent whole by a browser that lost its cookies half way, nothing is left to become a second lead', async () => {
    pass(60 * minute);
    await visitor.open();
    await fill(17);
    visitor.forget();
    await visitor.send({});
    expect(visitor.path).toContain('/form/thanks/');
    const { rows } = await world.pool.query('select 1 from form_drafts where body ->> $1 = $2', [
      'email',
      contact(17).email,
    ]);
    expect(rows).toEqual([]);
  });

  test('sent whole, nothing is left to become a second lead; and a visitor may start anew', async () => {
    await visitor.open();
    await fill(5);
    await visitor.send({});
    await visitor.open();
    await fill(6);
    await visitor.open('/form?nuevo=1');
    expect(visitor.html).toContain('Paso 1 de 3');
    const { rows } = await world.pool.query('select 1 from form_drafts');
    expect(rows).toEqual([]);
  });
});

test('where visitors give up is counted by question and by day, and by nothing else (R2.4)', async () => {
  const day = '2026-01-01';
  const before = await world.services.store.landing.countsSince(day);
  await visitor.open('/form', phone);
  await visitor.send({ service_type: 'tax', company_size: '6-20' });
  const left = (fields: Readonly<Record<string, string>>) =>
    fetch(`${served.url}/form/left`, { method: 'POST', body: new URLSearchParams(fields) });
  expect((await left({ step: 'contact', last: 'phone_number' })).status).toBe(204);
  await left({ step: 'contact', last: 'carmen@elprogreso.example' });
  const after = await world.services.store.landing.countsSince(day);
  const grown = [...after]
    .filter(([name, count]) => count !== before.get(name))
    .map(([name]) => name);
  expect(grown.sort()).toEqual(
    [
      'answered:company_size',
      'answered:service_type',
      'left:contact:phone_number',
      'opened',
      'sent:need',
    ].sort(),
  );
});

describe('the pilot (R3.4)', () => {
  const arrive = async (path = '/go?utm_source=facebook&utm_campaign=piloto&fbclid=IwAR0_aB') => {
    visitor = createVisitor(served.url);
    await visitor.open(path, phone);
    return visitor.path.startsWith('/form') ? 'a' : 'b';
  };
  const until = async (arm: 'a' | 'b') => {
    for (let tries = 0; tries < 60; tries += 1) if ((await arrive()) === arm) return;
    throw new Error(`nobody was sent to ${arm}`);
  };

  test('a visitor is sent to the same side every time; parameters and side ride along to InLead', async () => {
    await until('b');
    const { html } = visitor;
    expect(html).toMatch(
      /^https:\/\/inlead\.example\/pagina\?utm_source=facebook&utm_campaign=piloto&fbclid=IwAR0_aB&piloto=b&visita=[\w-]{22}$/,
    );
    await visitor.open('/go?utm_source=facebook&utm_campaign=piloto&fbclid=IwAR0_aB', phone);
    expect(visitor.html).toBe(html);
  });

  test('on our side the lead carries the arm, the parameters and no second count, even where cookies get lost', async () => {
    await until('a');
    expect(visitor.html).toContain('Paso 1 de 3');
    const { html } = visitor;
    visitor = createVisitor(served.url);
    visitor.html = html;
    await fill(7);
    await visitor.send({});
    const { profile } = await captured(world, contact(7).email);
    expect(profile).toMatchObject({ arm: 'a', attribution: { utm_campaign: 'piloto' } });
  });

  test('visits are counted once a person; robots and previews go to our page and are in no figure', async () => {
    const total = async () => {
      const { a, b } = await world.services.store.experiments.visits('pilot');
      return a + b;
    };
    const before = await total();
    await arrive();
    await visitor.open('/go', phone);
    expect(await total()).toBe(before + 1);
    visitor = createVisitor(served.url);
    await visitor.open('/go?utm_source=x', { 'user-agent': 'facebookexternalhit/1.1' });
    expect(visitor.path).toBe('/form?utm_source=x');
    expect(await total()).toBe(before + 1);
  });
});

describe('limits (R8.2)', () => {
  test('beyond the hour’s limit of an address the visitor is told why and keeps what was typed', async () => {
    for (let index = 20; index < 26; index += 1) {
      visitor = createVisitor(served.url);
      await visitor.open();
      await fill(index);
      await visitor.send({});
    }
    visitor = createVisitor(served.url);
    await visitor.open();
    await fill(26);
    await visitor.send({ tax_audits: 'yes' });
    expect(visitor.status).toBe(429);
    expect(visitor.html).toContain('Recibimos muchas solicitudes desde su conexión');
    expect(visitor.html).toMatch(/value="yes" checked/);
    pass(20 * minute);
    await visitor.send({ tax_audits: 'yes' });
    expect(visitor.status).toBe(303);
  });
});

test('while the database is down nothing typed is lost: the visitor is told, presses again later, and is a lead', async () => {
  let isDown = false;
  const { services } = world;
  const down = () => Promise.reject(new Error('down'));
  const captures = {
    ...services.store.captures,
    append: (...given: Parameters<typeof services.store.captures.append>) =>
      isDown ? down() : services.store.captures.append(...given),
  };
  const store = { ...services.store, captures };
  const other = await serve(createApp({ ...services, store }, world.verify, world.metrics));
  visitor = createVisitor(other.url);
  await visitor.open();
  await fill(30);
  isDown = true;
  await visitor.send({ international_operations: 'yes' });
  expect(visitor.status).toBe(503);
  expect(visitor.html).toContain('En este momento no podemos guardar su solicitud');
  expect(visitor.html).toMatch(
    /id="international_operations" name="international_operations" value="yes" checked/,
  );
  isDown = false;
  await visitor.send({ international_operations: 'yes' });
  expect(visitor.status).toBe(303);
  const { profile } = await captured(world, contact(30).email);
  expect(profile.answers.international_operations?.value).toBe('yes');
  await other.close();
});
