import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AppError } from '../../../../backend/src/errors.js';
import { createOdooWorld, handOver } from '../odoo-world.js';
import type { OdooWorld, Row } from '../odoo-world.js';
import { saying } from '../../../support/in-spanish.js';

let world: OdooWorld;
afterEach(() => world.close());

/** Records that people keep in Odoo already, made over Odoo's own API. */
async function given(model: string, values: Record<string, unknown>): Promise<number> {
  const answer = await fetch(`${world.url}/json/2/${model}/create`, {
    method: 'POST',
    headers: {
      authorization: 'bearer sandbox-odoo',
      'content-type': 'application/json',
      'x-odoo-database': 'sandbox',
    },
    body: JSON.stringify({ vals_list: [values] }),
  });
  const [id] = (await answer.json()) as number[];
  if (id === undefined) throw new Error('Odoo made no record');
  return id;
}

const partner = async (id: number): Promise<Row | undefined> =>
  (await world.records('res.partner')).find((row) => row.id === id);

describe('an existing customer', () => {
  beforeEach(async () => {
    world = await createOdooWorld(19);
  });

  test('is found by its RNC however it was typed, and only what is empty is filled (R5.5)', async () => {
    const id = await given('res.partner', {
      name: 'DISTRIBUIDORA CARIBE',
      is_company: true,
      vat: '131246796',
      street: 'Calle El Conde 1',
      phone: '+18095550199',
    });
    const given1 = handOver({
      address: { street: 'Otra calle 9', city: 'Santo Domingo', zip: null },
    });

    const found = await world.odoo.ensureCustomer(given1);

    expect(found).toMatchObject({ id, created: false });
    expect(await partner(id)).toMatchObject({
      name: 'DISTRIBUIDORA CARIBE',
      street: 'Calle El Conde 1',
      city: 'Santo Domingo',
      phone: '+18095550199',
    });
    expect(
      (await world.records('res.partner')).filter(({ parent_id: parent }) => parent === id),
    ).toHaveLength(1);
  });

  test('is found by its contact’s e-mail, whatever the case', async () => {
    const company = await given('res.partner', { name: 'Caribe', is_company: true });
    const contact = await given('res.partner', {
      name: 'Ana P.',
      parent_id: company,
      email: 'Ana@Caribe.example',
    });

    const found = await world.odoo.ensureCustomer(handOver());

    expect(found).toMatchObject({ id: company, created: false });
    expect(await partner(company)).toMatchObject({ vat: '131246796', name: 'Caribe' });
    expect(await partner(contact)).toMatchObject({ name: 'Ana P.', phone: '+18095550101' });
    const { id } = await world.odoo.ensureOpportunity(handOver(), company);
    const lead = (await world.records('crm.lead')).find((row) => row.id === id);
    expect(lead).toMatchObject({ partner_id: contact });
  });

  test('is found although it is archived', async () => {
    const id = await given('res.partner', {
      name: 'Caribe',
      is_company: true,
      vat: '131246796',
      active: false,
    });
    expect(await world.odoo.ensureCustomer(handOver())).toMatchObject({ id, created: false });
  });

  const doubles = [
    [
      'two companies with one RNC',
      [
        { name: 'Caribe A', is_company: true, vat: '131246796' },
        { name: 'Caribe B', is_company: true, vat: '131246796' },
      ],
      /RNC o cédula: Caribe A \(#\d+\), Caribe B/,
    ],
    [
      'two people with one e-mail',
      [
        { name: 'Ana 1', email: 'ana@caribe.example' },
        { name: 'Ana 2', email: 'ana@caribe.example' },
      ],
      /correo: Ana 1 \(#\d+\), Ana 2/,
    ],
  ] as const;
  test.each(doubles)(
    '%s are put before a person, and nothing is made (R6.2)',
    async (_name, rows, reason) => {
      for (const row of rows) await given('res.partner', row);
      const before = (await world.records('res.partner')).length;
      await expect(world.odoo.ensureCustomer(handOver())).rejects.toMatchObject({
        code: 'odoo_ambiguous',
        retry: { kind: 'never' },
        reason: saying(reason),
      });
      expect(await world.records('res.partner')).toHaveLength(before);
    },
  );

  test('a person who works for another customer is put before a person', async () => {
    const other = await given('res.partner', { name: 'Otra SRL', is_company: true });
    await given('res.partner', { name: 'Ana', parent_id: other, email: 'ana@caribe.example' });
    await given('res.partner', { name: 'Caribe', is_company: true, vat: '131246796' });
    await expect(world.odoo.ensureCustomer(handOver())).rejects.toMatchObject({
      code: 'odoo_ambiguous',
    });
  });

  test('somebody else with a similar name stays somebody else', async () => {
    const id = await given('res.partner', {
      name: 'Distribuidora Caribe SRL',
      is_company: true,
      phone: '+18095550101',
    });
    const made = await world.odoo.ensureCustomer(handOver());
    expect(made).toMatchObject({ created: true });
    expect(made.id).not.toBe(id);
  });

  describe('an accountant’s mailbox that stands for many clients', () => {
    const mailbox = 'clientes@contadora.example';
    const lead = handOver({
      taxId: '101850043',
      person: { ...handOver().person, companyName: 'Colmado Doña Luz', email: mailbox },
    });
    const firm = (values: Record<string, unknown>) =>
      given('res.partner', { name: 'Ferretería Sur', is_company: true, email: mailbox, ...values });

    test('never makes a client of the one whose RNC is another (R5.5)', async () => {
      const other = await firm({ vat: '131246796' });
      await given('res.partner', { name: 'Luz', parent_id: other, email: mailbox });

      const made = await world.odoo.ensureCustomer(lead);

      expect(made).toMatchObject({ created: true });
      expect(await partner(made.id)).toMatchObject({ name: 'Colmado Doña Luz', vat: '101850043' });
      expect(await partner(other)).toMatchObject({ vat: '131246796' });
    });

    test('puts a company of another name before a person where no RNC tells, with its link (R6.2)', async () => {
      const other = await firm({ city: 'Bonao' });
      const before = (await world.records('res.partner')).length;
      await expect(world.odoo.ensureCustomer(lead)).rejects.toMatchObject({
        code: 'odoo_ambiguous',
        choices: [
          {
            value: String(other),
            label: 'Ferretería Sur',
            detail: `${mailbox} · Bonao`,
            url: `${world.url}/web#id=${other}&model=res.partner&view_type=form`,
          },
        ],
      });
      expect(await world.records('res.partner')).toHaveLength(before);
    });

    test('is settled by what the person chose: that company, or a new one', async () => {
      const other = await firm({});
      const joined = await world.odoo.ensureCustomer({ ...lead, chosenCustomer: other });
      expect(joined).toMatchObject({ id: other, created: false });

      const next = { ...lead, kommoLeadId: 124, kommoContactId: 56, kommoCompanyId: 78 };
      const made = await world.odoo.ensureCustomer({ ...next, chosenCustomer: 'new' });
      expect(made).toMatchObject({ created: true });
    });
  });

  test.each([
    ['an employee’s own record', 'altagracia@firma.example', 'Altagracia Peña'],
    ['the firm itself', 'info@firma.example', 'Firma Contable (sandbox)'],
  ])('%s is never a customer, nor touched (R5.5)', async (_name, email, name) => {
    const before = (await world.records('res.partner')).find((row) => row['email'] === email);
    const person = { ...handOver().person, email };
    const made = [
      await world.odoo.ensureCustomer(handOver({ person })),
      await world.odoo.ensureCustomer(
        handOver({
          kommoLeadId: 125,
          kommoContactId: 57,
          taxId: null,
          person: { ...person, companyName: '' },
        }),
      ),
    ];
    expect(before).toMatchObject({ name });
    expect(made.map(({ id }) => id)).not.toContain(before?.id);
    expect(await partner(before?.id ?? 0)).toEqual(before);
  });

  test('a lead without company whose e-mail is a company’s becomes a contact of it (R5.5)', async () => {
    const firm = await given('res.partner', {
      name: 'Caribe',
      is_company: true,
      email: 'ana@caribe.example',
      phone: '+18095550150',
    });
    const before = await partner(firm);
    const person = { ...handOver().person, companyName: '' };

    const found = await world.odoo.ensureCustomer(handOver({ person, taxId: null }));

    expect(found).toMatchObject({ id: firm, created: false });
    expect(await partner(firm)).toEqual(before);
    const contacts = (await world.records('res.partner')).filter(
      (row) => row['parent_id'] === firm,
    );
    expect(contacts).toMatchObject([{ name: 'Ana Pérez', phone: '+18095550101' }]);
  });

  test('a lead without company under a company’s RNC joins it, and overwrites nothing', async () => {
    const firm = await given('res.partner', { name: 'Caribe', is_company: true, vat: '131246796' });
    const before = await partner(firm);
    const person = { ...handOver().person, companyName: '' };
    expect(await world.odoo.ensureCustomer(handOver({ person }))).toMatchObject({ id: firm });
    expect(await partner(firm)).toEqual(before);
  });

  test('two addresses in one field: either finds the customer, and both are kept', async () => {
    const known = await given('res.partner', { name: 'Ana', email: 'segunda@caribe.example' });
    const person = { ...handOver().person, companyName: '', email: 'primera@caribe.example' };
    const lead = handOver({ person, taxId: null, otherEmails: ['segunda@caribe.example'] });
    expect(await world.odoo.ensureCustomer(lead)).toMatchObject({ id: known, created: false });

    const other = { ...lead, kommoLeadId: 126, kommoContactId: 58, otherEmails: ['x@y.example'] };
    const made = await world.odoo.ensureCustomer(other);
    expect((await partner(made.id))?.['comment']).toContain('Otros correos: x@y.example');
  });

  test('a cédula that lost its zeros is asked about by name', async () => {
    await expect(world.odoo.ensureCustomer(handOver({ taxId: '113918205' }))).rejects.toMatchObject(
      {
        reason: saying('¿Es la cédula 001-1391820-5 sin los ceros del principio?'),
      },
    );
  });

  test('one that was deleted names the step to run again', async () => {
    const error = await world.odoo
      .ensureOpportunity(handOver(), 9_999)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'odoo_rejected',
      retry: { kind: 'after' },
      facts: { missingStep: 'customer' },
    } satisfies Partial<Record<keyof AppError, unknown>>);
    expect(await world.odoo.findLost('customer', [1, 9_999])).toEqual({
      gone: [9_999],
      archived: [],
    });
  });
});

describe.each([17, 18, 19] as const)('what Odoo %i takes', (version) => {
  beforeEach(async () => {
    world = await createOdooWorld(version);
  });

  test('a cédula is the tax number where that is accepted, and a note where it is not', async () => {
    const person = { ...handOver().person, companyName: '' };
    const { id } = await world.odoo.ensureCustomer(handOver({ person, taxId: '001-1391820-5' }));
    const made = await partner(id);
    expect(made).toMatchObject({ is_company: false, name: 'Ana Pérez' });
    if (version === 19) expect(made).toMatchObject({ vat: '00113918205' });
    else expect(made?.['comment']).toContain('00113918205');
  });

  test('a contact stands under its company although accounting’s fields are closed to the bot (R5.5)', async () => {
    const { id } = await world.odoo.ensureCustomer(handOver());
    const contacts = (await world.records('res.partner')).filter((row) => row['parent_id'] === id);
    expect(contacts).toMatchObject([{ name: 'Ana Pérez', vat: '131246796', is_company: false }]);
  });

  test('a contact that a try left without its company is moved under it by the next (R5.5)', async () => {
    await world.control('faults', {
      kind: 'drop-before',
      match: 'res.partner.write',
      times: 1,
    });
    await expect(world.odoo.ensureCustomer(handOver())).rejects.toMatchObject({
      code: 'odoo_unreachable',
    });
    const lone = (await world.records('res.partner')).filter(({ name }) => name === 'Ana Pérez');
    expect(lone.map((row) => row['parent_id'] ?? false)).toEqual([false]);

    const { id } = await world.odoo.ensureCustomer(handOver());

    const contacts = (await world.records('res.partner')).filter(
      ({ name }) => name === 'Ana Pérez',
    );
    expect(contacts).toMatchObject([{ id: lone[0]?.id, parent_id: id }]);
  });

  test('an impossible RNC is refused in words a salesperson understands, before anything is sent (R6.2)', async () => {
    await expect(
      world.odoo.ensureCustomer(handOver({ taxId: '1-31-24679-5' })),
    ).rejects.toMatchObject({
      code: 'odoo_rejected',
      retry: { kind: 'never' },
      reason: saying('Odoo rechazó el RNC 1-31-24679-5: el dígito verificador no coincide'),
    });
    const writes = (await world.requests()).filter(({ call }) => call.endsWith('.load'));
    expect(writes).toEqual([]);
  });

  test('a lead without company, RNC and phone is a customer too', async () => {
    const person = {
      fullName: 'Ana Pérez',
      companyName: '',
      email: null,
      phone: null,
      landline: null,
    };
    const lone = handOver({ person, taxId: null, kommoCompanyId: null, kommoContactId: null });
    const made = await world.odoo.ensureCustomer(lone);
    expect(await world.odoo.ensureCustomer(lone)).toMatchObject({ id: made.id, created: false });
    expect(await world.odoo.ensureOpportunity(lone, made.id)).toMatchObject({ created: true });
  });

  test('two leads of one person are two opportunities of one customer', async () => {
    const first = await world.odoo.ensureCustomer(handOver());
    const second = await world.odoo.ensureCustomer(handOver({ kommoLeadId: 124 }));
    expect(second.id).toBe(first.id);
    await world.odoo.ensureOpportunity(handOver(), first.id);
    await world.odoo.ensureOpportunity(handOver({ kommoLeadId: 124 }), first.id);
    expect(await world.records('crm.lead')).toHaveLength(2);
  });
});
