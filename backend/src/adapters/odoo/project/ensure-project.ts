import { z } from 'zod';
import { AppError, never } from '../../../errors.js';
import { ensureTasks } from './ensure-tasks.js';
import { ensureLinked } from '../records/external-id.js';
import type { Linked } from '../records/external-id.js';
import { explainGone } from '../records/gone.js';
import { keepKnown } from '../records/known-fields.js';
import type { HandOver } from '../odoo.js';
import { projectNameOf } from '../../../../../domain/hand-over/project-name.js';
import { checked, idRow, silently } from '../records/records.js';
import type { Fields } from '../records/records.js';
import { linkNames, servicesOf } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';
import type { Named } from '../transport/transport.js';
import { createdIds, oneLine, text, toOdooDate } from '../records/values.js';

const model = 'project.project';

/** One project per hand-over, from the main service's template, with the tasks of every service. */
export async function ensureProject(
  tools: StepTools,
  handOver: HandOver,
  customerId: number,
): Promise<Linked | null> {
  const services = servicesOf(tools.settings, handOver).filter(({ project }) => project);
  const [main] = services;
  if (!main) return null;
  const fields = await tools.records.requireFields(model);
  const managerId = main.managerLogin === null ? null : await tools.lookups.user(main.managerLogin);
  const values = valuesOf(tools, handOver, { customerId, managerId });

  const found = await findMade(tools, handOver);
  const id =
    found ??
    (await explainGone(tools.records, { customer: customerId }, () =>
      main.projectTemplateId === null
        ? createPlain(tools, handOver, values, fields)
        : createFromTemplate(tools, main.projectTemplateId, { values, fields }),
    ));
  const project = { id, created: found === null };
  const empty = project.created && main.projectTemplateId === null;
  await ensureTasks(tools, handOver, { ...project, empty }, services);
  return project;
}

interface ProjectValues {
  readonly name: string;
  readonly partner_id: number;
  /** Nobody rather than the integration's own user. */
  readonly user_id: number | false;
  readonly date_start: string;
  readonly description: string;
}

function valuesOf(
  { now }: StepTools,
  handOver: HandOver,
  { customerId, managerId }: { readonly customerId: number; readonly managerId: number | null },
): ProjectValues {
  return {
    name: oneLine(projectNameOf(handOver)),
    partner_id: customerId,
    user_id: managerId ?? false,
    date_start: toOdooDate(handOver.wonAt ?? now().toISOString()),
    description: `<p>${markOf(handOver)}</p>`,
  };
}

/** What a project of ours is found by: `copy` takes no external id. Ends in a word, so lead 12 is not lead 123. */
const markOf = ({ kommoLeadId }: HandOver): string => `kommo-lead-${kommoLeadId}-project`;

const createPlain = (
  tools: StepTools,
  handOver: HandOver,
  { partner_id: partnerId, user_id: userId, ...plain }: ProjectValues,
  fields: Fields,
): Promise<number> =>
  ensureLinked(tools, {
    model,
    name: linkNames.project(handOver),
    columns: keepKnown(
      {
        ...plain,
        'partner_id/.id': partnerId,
        'user_id/.id': userId === false ? '' : userId,
        allow_billable: '1',
      },
      fields,
    ),
  });

interface Wanted {
  readonly values: ProjectValues;
  readonly fields: Fields;
}

async function createFromTemplate(
  tools: StepTools,
  templateId: number,
  { values, fields }: Wanted,
): Promise<number> {
  const template = await readTemplate(tools, templateId, fields);
  const description = `${template.description ?? ''}${values.description}`;
  const copied = keepKnown({ ...values, description }, fields);
  const answer = await tools.records.run(copyCall(templateId, template.isTemplate, copied));
  const [id] = checked(createdIds, answer, `${model}.copy`);
  if (id === undefined) throw new AppError('internal', 'A copy without an id passed its check');
  return id;
}

/** Templates are a notion of 19; before, any project is copied with its tasks. */
const copyCall = (templateId: number, isTemplate: boolean, values: Named) =>
  isTemplate
    ? {
        model,
        method: 'action_create_from_template',
        ids: [templateId],
        args: { values },
        context: silently,
      }
    : { model, method: 'copy', ids: [templateId], args: { default: values }, context: silently };

async function findMade({ records }: StepTools, handOver: HandOver): Promise<number | null> {
  const marked = await records.search(
    model,
    { domain: [['description', 'ilike', markOf(handOver)]], fields: ['id'], limit: 1, order: 'id' },
    idRow,
  );
  return marked[0]?.id ?? null;
}

const templateRow = z.object({ description: text.optional(), is_template: z.boolean().optional() });

async function readTemplate({ records }: StepTools, id: number, fields: Fields) {
  const asked = ['description', 'is_template'].filter((field) => field in fields);
  const [row] = await records.search(
    model,
    { domain: [['id', '=', id]], fields: asked, limit: 1 },
    templateRow,
  );
  if (row) return { description: row.description ?? null, isTemplate: row.is_template === true };
  throw new AppError('odoo_mapping', `Project template ${id} does not exist in Odoo`, {
    retry: never,
    reason: { code: 'odoo.template_missing', params: { id } },
    facts: { templateId: id },
  });
}
