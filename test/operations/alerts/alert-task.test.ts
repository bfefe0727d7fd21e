import { afterEach, expect, test } from '@jest/globals';
import { watchFailures } from '../../../backend/src/operations/alerts/watch-failures.js';
import { alertTask } from '../../../backend/src/operations/alerts/alert-task.js';
import { until } from '../../support/world.js';
import { openWorkWorld } from '../work-world.js';
import type { WorkWorld } from '../work-world.js';

let work: WorkWorld;
afterEach(() => work.close());

interface Task {
  readonly text: string;
  readonly entity_id: number | null;
  readonly responsible_user_id: number;
  readonly is_completed: boolean;
  readonly result: { readonly text: string } | readonly [];
}

async function tasks(): Promise<readonly Task[]> {
  const answer = (await work.world.kommo('/api/v4/tasks?order[id]=asc')) as {
    _embedded: { tasks: Task[] };
  } | null;
  return answer?._embedded.tasks ?? [];
}

const open = async () => (await tasks()).filter((task) => !task.is_completed);

async function fill(people: number): Promise<void> {
  for (let person = 0; person < people; person += 1) {
    await work.services.store.templateSends.ask(
      {
        ...{ key: `k${person}`, phone: `+180955501${String(10 + person)}`, kommoLeadId: person },
        ...{ purpose: 'new', most: 10 },
      },
      now,
    );
  }
}

let now: Date;
async function begin(env: Readonly<Record<string, string>> = {}): Promise<void> {
  now = new Date();
  work = await openWorkWorld({
    clock: () => now,
    env: { WHATSAPP_PEOPLE_PER_DAY: '10', ...env },
  });
}

test('an alert becomes one task of the administrator on no lead, the next level takes its place, and the all-clear completes it (R8.5)', async () => {
  await begin({ ALERT_TASK_USER: '1001' });
  await fill(7);
  // Two processes look at the same moment, and 50 and 70 % are crossed at once.
  await Promise.all([watchFailures(work.services), watchFailures(work.services)]);
  await work.rest();
  expect(await tasks()).toMatchObject([
    { entity_id: null, responsible_user_id: 1001, is_completed: false },
  ]);
  expect((await tasks())[0]?.text).toMatch(
    /^WhatsApp: se llegó a 7 de 10 personas en 24 horas \(70 %\)\. Los leads nuevos pasan primero\..* \(\d\d\/\d\d \d\d:\d\d\)$/,
  );
  await fill(10);
  await watchFailures(work.services);
  await work.rest();
  const [first, second, ...others] = await tasks();
  expect(others).toEqual([]);
  expect(first).toMatchObject({ is_completed: true });
  expect(first?.result).toMatchObject({ text: expect.stringContaining('10 de 10') as unknown });
  expect(second).toMatchObject({ is_completed: false });

  now = new Date(now.getTime() + 25 * 3_600_000);
  await watchFailures(work.services);
  await work.rest();
  expect(await open()).toEqual([]);
  expect((await tasks())[1]?.result).toMatchObject({
    text: expect.stringMatching(/^Resuelto: WhatsApp/) as unknown,
  });
});

test('a task whose answer was lost is not made twice, and one that a person completed keeps the result (R8.5)', async () => {
  await begin();
  await fill(5);
  await watchFailures(work.services);
  await work.rest();
  const [alert] = await work.services.store.alerts.open();
  // As if the answer had been lost before it was kept.
  await work.world.pool.query('update alerts set kommo_task_id = null');
  await alertTask.run(work.services, [{ alertId: alert?.id ?? '' }]);
  expect(await tasks()).toHaveLength(1);
  const [row] = (
    await work.world.pool.query<{ id: string }>('select kommo_task_id as id from alerts')
  ).rows;
  await work.world.kommo(`/api/v4/tasks/${row?.id ?? ''}`, {
    method: 'PATCH',
    body: { is_completed: true, result: { text: 'Ya lo pedí' } },
  });
  now = new Date(now.getTime() + 25 * 3_600_000);
  await watchFailures(work.services);
  await work.rest();
  expect(await tasks()).toMatchObject([{ is_completed: true, result: { text: 'Ya lo pedí' } }]);
});

test('where Kommo is what fails the task waits until it answers; none is made of what is clear by then (R8.5)', async () => {
  await begin();
  const { alerts } = work.services.store;
  const fault = { kind: '502', match: '/api/v4/tasks' };
  await work.world.kommo('/sandbox/faults', { method: 'POST', body: fault });
  await alerts.addFailures('kommo', 20);
  await fill(5);
  await watchFailures(work.services);
  await until('the tasks wait', async () => (await work.services.waitingWork.countWaiting()) >= 2);
  now = new Date(now.getTime() + 25 * 3_600_000);
  await work.world.kommo('/sandbox/faults', { method: 'DELETE' });
  const open = await alerts.open();
  expect(open.map(({ subject }) => subject)).toContain('whatsapp');
  await watchFailures(work.services);
  await until('Kommo has the task', async () => {
    await work.services.waitingWork.wake(['alert-task']);
    return (await tasks()).length > 0;
  });
  await work.rest();
  expect((await tasks()).map(({ text }) => text.slice(0, 48))).toEqual([
    'Fallos seguidos al llamar a Kommo: 20 de 20 (100',
  ]);
});
