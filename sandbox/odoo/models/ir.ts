import type { Row } from '../database.js';
import { valueError } from '../errors.js';
import { asText } from '../json.js';
import { externalRecord } from '../orm/external-id.js';
import { value } from '../orm/model.js';
import type { Model } from '../orm/model.js';

const administrators = ['base.group_erp_manager'];

export const irModels: readonly Model[] = [
  {
    name: 'ir.model.data',
    label: 'Model Data',
    module: 'base',
    rights: { read: administrators, create: administrators, write: administrators },
    fields: {
      module: { type: 'char', string: 'Module', required: true },
      name: { type: 'char', string: 'External Identifier', required: true },
      model: { type: 'char', string: 'Model Name', required: true },
      res_id: { type: 'integer', string: 'Record ID' },
      noupdate: { type: 'boolean', string: 'Non Updatable', default: false },
    },
    methods: {
      /** `[model, id]`; `[model, false]` where the record is archived or hidden; an unknown name is an error. */
      check_object_reference: {
        on: 'model',
        params: ['module', 'xml_id', 'raise_on_access_error?'],
        run: (env, { args }) => {
          const written = `${asText(args['module'])}.${asText(args['xml_id'])}`;
          const link = externalRecord(env, written);
          if (!link) throw valueError(`External ID not found in the system: ${written}`);
          const isShown = (found: Row) =>
            found['active'] !== false || env.context['active_test'] === false;
          const row = env.db.get(link.model, link.resId);
          return value([link.model, row && isShown(row) ? link.resId : false]);
        },
      },
    },
  },
];
