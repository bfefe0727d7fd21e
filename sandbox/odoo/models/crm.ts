import type { Model } from '../orm/model.js';
import { active, char, link } from './field.js';
import { leadModel } from './lead.js';
import { managedBy, salesManager, salesman } from './rights.js';

export const crmModels: readonly Model[] = [
  leadModel,
  {
    name: 'crm.stage',
    label: 'CRM Stages',
    module: 'crm',
    order: 'sequence, id',
    rights: managedBy(salesManager),
    fields: {
      name: { ...char('Stage Name'), required: true },
      sequence: { type: 'integer', string: 'Sequence', default: 1 },
      is_won: { type: 'boolean', string: 'Is Won Stage?', default: false },
      team_id: link('Sales Team', 'crm.team'),
    },
  },
  {
    name: 'crm.team',
    label: 'Sales Team',
    module: 'crm',
    rights: managedBy(salesManager),
    fields: {
      name: { ...char('Sales Team'), required: true },
      active,
    },
  },
  {
    name: 'crm.tag',
    label: 'CRM Tag',
    module: 'crm',
    order: 'name',
    rights: managedBy(salesman),
    unique: { fields: ['name'], message: 'Tag name already exists!' },
    fields: {
      name: { ...char('Tag Name'), required: true },
      color: { type: 'integer', string: 'Color', default: 0 },
    },
  },
  {
    name: 'crm.lost.reason',
    label: 'Opp. Lost Reason',
    module: 'crm',
    rights: managedBy(salesManager),
    fields: {
      name: { ...char('Description'), required: true },
      active,
    },
  },
];
