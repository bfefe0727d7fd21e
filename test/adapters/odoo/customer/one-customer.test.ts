import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openPool } from '../../../../backend/src/storage/pool.js';
import { createStore } from '../../../../backend/src/storage/store.js';
import type { Store } from '../../../../backend/src/storage/tables.js';
import { openTestDatabase, silentLog } from '../../../support/database.js';
import type { TestDatabase } from '../../../support/database.js';
import { createOdooWorld, handOver, noon } from '../odoo-world.js';
import type { OdooWorld } from '../odoo-world.js';

let world: OdooWorld;
afterEach(() => world.close());

const rnc = '131246796';

/** Different leads, people and Kommo companies of the same RNC. */
const ofOneCompany = (index: number) =>
  handOver({
    kommoLeadId: 200 + index,
    kommoContactId: 300 + index,
    kommoCompanyId: 400 + index,
    person: {
      ...handOver().person,
      fullName: `Persona ${index}`,
      email: `persona${index}@caribe.example`,
    },
  });

/** One person who writes with one address for several leads, without company or RNC. */
const ofOnePerson = (index: number) =>
  handOver({
    kommoLeadId: 200 + index,
    kommoContactId: 300 + index,
    kommoCompanyId: null,
    taxId: null,
    person: { ...handOver().person, companyName: '', email: 'Ana@Caribe.example' },
  });

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

const partnersWith = async (wanted: (row: Record<string, unknown>) => boolean) =>
  (await world.records('res.partner')).filter(wanted);

describe.each([17, 19] as const)('hand-overs that meet in one Odoo %s', (version) => {
  beforeEach(async () => {
    world = await createOdooWorld(version);
  });

  test('eight of one RNC at once make one company with eight contacts (R5.5)', async () => {
    const found = await Promise.all(
      numbers(8).map((index) => world.odoo.ensureCustomer(ofOneCompany(index))),
    );

    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    const companies = await partnersWith((row) => row['is_company'] === true && row['vat'] === rnc);
    expect(companies).toHaveLength(1);
    const contacts = await partnersWith((row) => row['parent_id'] === companies[0]?.id);
    expect(contacts).toHaveLength(8);
  });

  test('eight of one e-mail at once make one person (R5.5)', async () => {
    const found = await Promise.all(
      numbers(8).map((index) => world.odoo.ensureCustomer(ofOnePerson(index))),
    );

    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    expect(await partnersWith(({ email }) => /ana@caribe/i.test(String(email)))).toHaveLength(1);
  });
});

describe('hand-overs of two processes', () => {
  let database: TestDatabase;
  let other: Store;
  beforeEach(async () => {
    world = await createOdooWorld(19);
    database = await openTestDatabase({ clock: () => noon });
    const pool = openPool({ connectionString: database.connectionString, log: silentLog });
    other = createStore({ pool, clock: () => noon });
  });
  afterEach(async () => {
    await other.close();
    await database.drop();
  });

  const gatewayOf = ({ shared }: Store) =>
    world.connect(
      {},
      {
        tryLocks: (names, work) => shared.tryLocks(names, work),
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 5)),
      },
    );

  test('make one company of one RNC (R5.5)', async () => {
    const gateways = [gatewayOf(database.store), gatewayOf(other)];

    const found = await Promise.all(
      numbers(8).flatMap((index) =>
        gateways
          .slice(index % 2, (index % 2) + 1)
          .map((odoo) => odoo.ensureCustomer(ofOneCompany(index))),
      ),
    );

    expect(found).toHaveLength(8);
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    expect(found.filter(({ created }) => created)).toHaveLength(1);
  });

  test('lend two connections at most, and one failure is no other’s', async () => {
    let held = 0;
    let most = 0;
    const { shared } = database.store;
    const counting = <T>(
      names: readonly string[],
      work: (own: ReadonlySet<string>) => Promise<T>,
    ) =>
      shared.tryLocks(names, async (own) => {
        held += 1;
        most = Math.max(most, held);
        return work(own).finally(() => {
          held -= 1;
        });
      });
    const odoo = world.connect({}, { tryLocks: counting });
    const impossible = handOver({ kommoLeadId: 900, taxId: '131246797' });

    const settled = await Promise.allSettled([
      ...numbers(20).map((index) => odoo.ensureCustomer({ ...ofOneCompany(index), taxId: null })),
      odoo.ensureCustomer(impossible),
    ]);

    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(held).toBe(0);
    expect(most).toBeLessThanOrEqual(2);
  });
});
