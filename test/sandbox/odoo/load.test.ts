import { describe, expect, test } from '@jest/globals';
import { withOdoo } from './odoo-client.js';

const versions = [17, 18, 19] as const;

describe.each(versions)('load on Odoo %d', (version) => {
  test('creates once by external id and writes its values over what is there', () =>
    withOdoo(version, async ({ execute }) => {
      const load = (name: string) =>
        execute('res.partner', 'load', [
          ['id', 'name', 'email'],
          [['__kommo__.contact_55', name, 'a@x.example']],
        ]);
      expect(await load('Ana')).toEqual({ ids: [10], messages: [], nextrow: 0 });
      expect(await load('Ana María')).toEqual({ ids: [10], messages: [], nextrow: 0 });
      expect(
        await execute('ir.model.data', 'check_object_reference', ['__kommo__', 'contact_55']),
      ).toEqual(['res.partner', 10]);

      await execute('res.partner', 'action_archive', [[10]]);
      expect(
        await execute('ir.model.data', 'check_object_reference', ['__kommo__', 'contact_55']),
      ).toEqual(['res.partner', false]);
      await execute('res.partner', 'unlink', [[10]]);
      expect(
        (await execute('ir.model.data', 'check_object_reference', ['__kommo__', 'contact_55']))
          .name,
      ).toBe('builtins.ValueError');
      expect((await load('Ana')).ids).toEqual([11]);
    }));

  test('relations by database id, external id or label; the linked lead', () =>
    withOdoo(version, async ({ execute }) => {
      await execute('res.partner', 'load', [
        ['id', 'name', 'is_company'],
        [['__kommo__.company_1', 'Caribe SRL', '1']],
      ]);
      await execute('crm.tag', 'create', [[{ name: 'Fiscal' }, { name: 'Kommo' }]]);
      const columns = [
        'id',
        'name',
        'type',
        'partner_id/id',
        'user_id/.id',
        'source_id',
        'tag_ids/.id',
      ];
      const row = [
        '__kommo__.lead_1',
        'Caribe',
        'Opportunity',
        '__kommo__.company_1',
        '6',
        'Facebook',
        '1,2',
      ];
      const { ids } = await execute('crm.lead', 'load', [columns, [row]]);
      const [lead] = await execute('crm.lead', 'read', [ids], {
        fields: ['type', 'partner_id', 'user_id', 'source_id', 'tag_ids'],
      });
      expect(lead).toMatchObject({
        type: 'opportunity',
        partner_id: [10, 'Caribe SRL'],
        user_id: [6, 'Altagracia Peña'],
        source_id: [4, 'Facebook'],
        tag_ids: [1, 2],
      });
    }));

  test('a bad row is an answer without ids, and nothing of the call stays', () =>
    withOdoo(version, async ({ execute }) => {
      const answer = await execute('crm.lead', 'load', [
        ['id', 'name', 'partner_id/.id'],
        [
          ['__kommo__.lead_1', 'Bien', false],
          ['__kommo__.lead_2', 'Mal', '999'],
        ],
      ]);
      expect(answer.ids).toBe(false);
      expect(answer.messages).toEqual([
        {
          type: 'error',
          message: "No matching record found for database id '999' in field 'Customer'",
          record: 1,
          rows: { from: 1, to: 1 },
        },
      ]);
      expect(await execute('crm.lead', 'search_count', [[]])).toBe(0);
      expect(
        (await execute('crm.lead', 'load', [['id', 'nope'], [['__kommo__.lead_1', 'x']]])).name,
      ).toBe('builtins.KeyError');
    }));

  test('eight at once make one record; the others could not serialize', () =>
    withOdoo(version, async ({ execute, control }) => {
      await control('switches', { latencyMs: 1_000 });
      const load = () =>
        execute('crm.lead', 'load', [['id', 'name'], [['__kommo__.lead_9', 'Uno']]]);
      const answers = await Promise.all(Array.from({ length: 8 }, load));
      const won = answers.filter(({ ids }) => ids !== false);
      expect(won).toEqual([{ ids: [1], messages: [], nextrow: 0 }]);
      for (const { ids, messages } of answers.filter((answer) => answer !== won[0])) {
        expect(ids).toBe(false);
        expect(messages[0]?.message).toContain(
          'could not serialize access due to concurrent update',
        );
      }
      expect(await load()).toMatchObject({ ids: [1] });
      expect(await execute('crm.lead', 'search_count', [[]])).toBe(1);
    }));
});

describe('tax ids', () => {
  test.each([
    ['131246796', '131246796', '131246796'],
    ['1-31-24679-6', '1-31-24679-6', '131246796'],
    ['DO131246796', 'DO131246796', null],
    ['00113918205', null, '00113918205'],
    ['000000000', null, null],
    ['131246795', null, null],
    ['abc', null, null],
  ])('%s is stored as %s up to 18 and as %s on 19', async (vat, old, fresh) => {
    for (const version of versions) {
      await withOdoo(version, async ({ execute }) => {
        const id = await execute('res.partner', 'create', [
          { name: 'x', is_company: true, country_id: 61, vat },
        ]);
        const wanted = version === 19 ? fresh : old;
        if (wanted === null) expect(id.name).toBe('odoo.exceptions.ValidationError');
        else
          expect((await execute('res.partner', 'read', [[id]], { fields: ['vat'] }))[0].vat).toBe(
            wanted,
          );
      });
    }
  });
});

describe('domains', () => {
  test.each([
    ['or', ['|', ['name', '=', 'Ana'], ['name', '=', 'Luis']], ['Ana', 'Luis']],
    ['not', ['!', ['name', 'in', ['Ana', 'Caribe']], ['ref', '=', 'k']], ['Luis']],
    ['ilike', [['name', 'ilike', 'CARI']], ['Caribe']],
    ['=ilike with a wildcard', [['email', '=ilike', 'ANA@%']], ['Ana']],
    [
      'an empty field',
      [
        ['email', '=', false],
        ['ref', '=', 'k'],
      ],
      ['Caribe', 'Luis'],
    ],
    ['a path', [['parent_id.name', '=', 'Caribe']], ['Ana', 'Luis']],
    ['a relation by name', [['parent_id', 'ilike', 'carib']], ['Ana', 'Luis']],
    ['child_of', [['id', 'child_of', 10]], ['Ana', 'Caribe', 'Luis']],
    [
      'not in',
      [
        ['id', 'not in', [10]],
        ['ref', '=', 'k'],
      ],
      ['Ana', 'Luis'],
    ],
  ])('%s', (_name, domain, names) =>
    withOdoo(19, async ({ execute }) => {
      await execute('res.partner', 'create', [{ name: 'Caribe', is_company: true, ref: 'k' }]);
      await execute('res.partner', 'create', [
        [
          { name: 'Ana', email: 'ana@x.example', parent_id: 10, ref: 'k' },
          { name: 'Luis', parent_id: 10, ref: 'k' },
        ],
      ]);
      const found = await execute('res.partner', 'search_read', [domain], {
        fields: ['name'],
        order: 'name',
      });
      expect(found.map(({ name }) => name)).toEqual(names);
    }),
  );

  test('an unknown field is an error', () =>
    withOdoo(19, async ({ execute }) => {
      const data = await execute('crm.lead', 'search', [[['x_nope', '=', 1]]]);
      expect(data).toMatchObject({
        name: 'builtins.ValueError',
        message: "Invalid field crm.lead.x_nope in condition ('x_nope', '=', 1)",
      });
    }));
});
