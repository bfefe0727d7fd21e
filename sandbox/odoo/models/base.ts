import { asText } from '../json.js';
import { hasGroup } from '../orm/access.js';
import { value } from '../orm/model.js';
import type { Method, Model } from '../orm/model.js';
import { reference, systemOnly } from './rights.js';

const name = { type: 'char', string: 'Name', required: true } as const;
const active = { type: 'boolean', string: 'Active', default: true } as const;

const hasGroupOf = (on: 'model' | 'records'): Method => ({
  on,
  params: ['group_ext_id'],
  run: (env, { args }) => value(hasGroup(env, asText(args['group_ext_id']))),
});

export const baseModels: readonly Model[] = [
  {
    name: 'res.company',
    label: 'Companies',
    module: 'base',
    rights: reference,
    fields: {
      name: { ...name, string: 'Company Name' },
      partner_id: { type: 'many2one', string: 'Partner', relation: 'res.partner' },
      currency_id: {
        type: 'many2one',
        string: 'Currency',
        relation: 'res.currency',
        required: true,
      },
      country_id: { type: 'many2one', string: 'Country', relation: 'res.country' },
    },
  },
  {
    name: 'res.currency',
    label: 'Currency',
    module: 'base',
    rights: reference,
    fields: {
      name: { ...name, string: 'Currency' },
      symbol: { type: 'char', string: 'Symbol' },
      // Nobody keeps the rates: as in the databases that were seen.
      rate: { type: 'float', string: 'Current Rate', compute: () => 1 },
      inverse_rate: { type: 'float', string: 'Inverse Rate', compute: () => 1 },
      active,
    },
  },
  {
    name: 'res.country',
    label: 'Country',
    module: 'base',
    order: 'name',
    rights: reference,
    fields: {
      name: { ...name, string: 'Country Name' },
      code: { type: 'char', string: 'Country Code', required: true },
      phone_code: { type: 'integer', string: 'Country Calling Code' },
      state_ids: {
        type: 'one2many',
        string: 'States',
        relation: 'res.country.state',
        inverse: 'country_id',
      },
    },
  },
  {
    name: 'res.country.state',
    label: 'Country state',
    module: 'base',
    order: 'code',
    rights: reference,
    displayName: (env, row) => {
      const country = env.db.get('res.country', Number(row['country_id']));
      return `${asText(row['name'])} (${asText(country?.['code'])})`;
    },
    fields: {
      name: { ...name, string: 'State Name' },
      code: { type: 'char', string: 'State Code', required: true },
      country_id: { type: 'many2one', string: 'Country', relation: 'res.country', required: true },
    },
  },
  {
    name: 'res.lang',
    label: 'Languages',
    module: 'base',
    order: 'name',
    rights: reference,
    fields: { name, code: { type: 'char', string: 'Locale Code', required: true }, active },
  },
  {
    name: 'res.users',
    label: 'User',
    module: 'base',
    order: 'name, login',
    rights: reference,
    fields: {
      name,
      login: { type: 'char', string: 'Login', required: true },
      email: { type: 'char', string: 'Email' },
      lang: { type: 'char', string: 'Language' },
      tz: { type: 'char', string: 'Timezone' },
      partner_id: { type: 'many2one', string: 'Related Partner', relation: 'res.partner' },
      company_id: { type: 'many2one', string: 'Company', relation: 'res.company', default: 1 },
      share: { type: 'boolean', string: 'Share User' },
      active,
    },
    methods: {
      'has_group@17': hasGroupOf('model'),
      has_group: hasGroupOf('records'),
      context_get: {
        on: 'model',
        params: [],
        run: (env) => {
          const user = env.db.get('res.users', env.uid);
          return value({
            lang: user?.['lang'] ?? 'en_US',
            tz: user?.['tz'] ?? false,
            uid: env.uid,
          });
        },
      },
    },
  },
  {
    name: 'ir.module.module',
    label: 'Module',
    module: 'base',
    order: 'name',
    rights: systemOnly,
    fields: {
      name: { ...name, string: 'Technical Name' },
      shortdesc: { type: 'char', string: 'Module Name' },
      state: {
        type: 'selection',
        string: 'Status',
        selection: [
          ['uninstalled', 'Not Installed'],
          ['installed', 'Installed'],
        ],
        compute: (env, row) =>
          env.switches.modules.includes(asText(row['name'])) ? 'installed' : 'uninstalled',
      },
    },
  },
];
