import { z } from 'zod';
import { ensureManyLinked } from '../records/external-id.js';
import type { Linked } from '../records/external-id.js';
import { keepKnown } from '../records/known-fields.js';
import type { HandOver } from '../odoo.js';
import type { Fields } from '../records/records.js';
import type { OdooService } from '../transport/settings.js';
import { linkNames } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';
import { plusDays, text, toOdooDate } from '../records/values.js';

const model = 'project.task';
const taskRow = z.object({ id: z.int(), name: text, date_deadline: text });

interface WantedTask {
  readonly linkName: string;
  readonly name: string;
  readonly due: string | null;
  readonly userId: number | null;
}

/** Tasks that the template brought keep their place and get their due date; the others are added. */
export async function ensureTasks(
  tools: StepTools,
  handOver: HandOver,
  project: Linked & { readonly empty: boolean },
  services: readonly (OdooService & { readonly key: string })[],
): Promise<void> {
  const fields = await tools.records.requireFields(model);
  const wanted = (
    await Promise.all(services.map((service) => wantedOf(tools, handOver, service, fields)))
  ).flat();
  if (wanted.length === 0) return;
  const there = project.empty ? [] : await readTasks(tools, project.id);
  const idOf = (task: WantedTask) => there.find(({ name }) => sameName(name, task.name));
  for (const task of wanted) await setDue(tools, idOf(task), task.due);

  const rows = wanted
    .filter((task) => idOf(task) === undefined)
    .map((task) => toRow(task, project.id, fields));
  await ensureManyLinked(tools, model, rows);
}

const readTasks = ({ records }: StepTools, projectId: number) =>
  records.search(
    model,
    {
      domain: [['project_id', '=', projectId]],
      fields: ['id', 'name', 'date_deadline'],
      limit: 500,
    },
    taskRow,
  );

async function wantedOf(
  { lookups, now }: StepTools,
  handOver: HandOver,
  service: OdooService & { readonly key: string },
  fields: Fields,
): Promise<readonly WantedTask[]> {
  const userId = service.managerLogin === null ? null : await lookups.user(service.managerLogin);
  const start = handOver.wonAt ?? now().toISOString();
  return service.tasks.map(({ name, dueDays }, position) => ({
    linkName: linkNames.task(handOver, service.key, position + 1),
    name,
    due: dueDays === null ? null : dueAt(plusDays(start, dueDays), fields),
    userId,
  }));
}

/** A day in some versions, a moment in others: five in the afternoon in Santo Domingo. */
const dueAt = (iso: string, fields: Fields): string =>
  fields['date_deadline']?.type === 'date' ? toOdooDate(iso) : `${toOdooDate(iso)} 21:00:00`;

const toRow = (task: WantedTask, projectId: number, fields: Fields) => ({
  name: task.linkName,
  columns: keepKnown(
    {
      name: task.name,
      'project_id/.id': projectId,
      'user_ids/.id': task.userId === null ? '' : String(task.userId),
      date_deadline: task.due ?? '',
    },
    fields,
  ),
});

async function setDue(
  { records }: StepTools,
  task: z.output<typeof taskRow> | undefined,
  due: string | null,
): Promise<void> {
  if (!task || due === null || task.date_deadline !== null) return;
  await records.write(model, task.id, { date_deadline: due });
}

const sameName = (one: string | null, other: string): boolean =>
  one?.trim().toLowerCase() === other.trim().toLowerCase();
