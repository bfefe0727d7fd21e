import { isObject } from '../json.js';
import { copyRecord } from '../orm/copy.js';
import { records } from '../orm/model.js';
import type { Model } from '../orm/model.js';
import { active, char, link } from './field.js';

const projectUser = ['project.group_project_user'];
const projectManager = ['project.group_project_manager'];

export const projectModels: readonly Model[] = [
  {
    name: 'project.project',
    label: 'Project',
    module: 'project',
    thread: true,
    order: 'name, id',
    rights: {
      read: projectUser,
      create: projectManager,
      write: projectManager,
      unlink: projectManager,
    },
    fields: {
      name: { ...char('Name'), required: true },
      active,
      partner_id: link('Customer', 'res.partner'),
      user_id: { ...link('Project Manager', 'res.users'), default: (env) => env.uid },
      company_id: link('Company', 'res.company'),
      date_start: { type: 'date', string: 'Start Date' },
      date: { type: 'date', string: 'Expiration Date' },
      description: { type: 'html', string: 'Description' },
      allow_billable: {
        type: 'boolean',
        string: 'Billable',
        module: 'sale_project',
        default: false,
      },
      is_template: { type: 'boolean', string: 'Is Template', since: 19, default: false },
      tag_ids: { type: 'many2many', string: 'Tags', relation: 'project.tags' },
      task_ids: {
        type: 'one2many',
        string: 'Tasks',
        relation: 'project.task',
        inverse: 'project_id',
      },
      sale_line_id: { ...link('Sales Order Item', 'sale.order.line'), module: 'sale_project' },
      task_count: {
        type: 'integer',
        string: 'Task Count',
        compute: (env, row) =>
          env.db.all('project.task').filter((task) => task['project_id'] === row['id']).length,
      },
    },
    methods: {
      action_create_from_template: {
        on: 'records',
        params: ['values?', 'role_to_users_mapping?'],
        since: 19,
        run: (env, { model, ids, args }) => {
          const values = isObject(args['values']) ? args['values'] : {};
          return records(
            ids.map((id) => copyRecord(env, model, id, { is_template: false, ...values })),
          );
        },
      },
    },
  },
  {
    name: 'project.task',
    label: 'Task',
    module: 'project',
    thread: true,
    order: 'sequence, id',
    rights: { read: projectUser, create: projectUser, write: projectUser, unlink: projectManager },
    fields: {
      name: { ...char('Title'), required: true },
      active,
      sequence: { type: 'integer', string: 'Sequence', default: 10 },
      project_id: link('Project', 'project.project'),
      partner_id: link('Customer', 'res.partner'),
      user_ids: { type: 'many2many', string: 'Assignees', relation: 'res.users' },
      stage_id: link('Stage', 'project.task.type'),
      date_deadline: { type: 'datetime', string: 'Deadline' },
      description: { type: 'html', string: 'Description' },
      priority: {
        type: 'selection',
        string: 'Priority',
        selection: [
          ['0', 'Low'],
          ['1', 'High'],
        ],
        default: '0',
      },
      parent_id: link('Parent Task', 'project.task'),
    },
  },
  {
    name: 'project.tags',
    label: 'Project Tags',
    module: 'project',
    rights: {
      read: projectUser,
      create: projectUser,
      write: projectManager,
      unlink: projectManager,
    },
    unique: { fields: ['name'], message: 'A tag with the same name already exists.' },
    fields: { name: { ...char('Name'), required: true } },
  },
  {
    name: 'project.task.type',
    label: 'Task Stage',
    module: 'project',
    order: 'sequence, id',
    rights: {
      read: projectUser,
      create: projectManager,
      write: projectManager,
      unlink: projectManager,
    },
    fields: {
      name: { ...char('Name'), required: true },
      sequence: { type: 'integer', string: 'Sequence', default: 1 },
    },
  },
];
