import type { PgBoss } from 'pg-boss';

const day = 86_400;

const options = {
  notify: true,
  // How many tries a job has is decided by us (verdict.ts), where a `later` does not count; a crash counts there too.
  retryLimit: 1_000_000,
  retryDelay: 1,
  // A claim ends when its process has given no sign for this long, or at the latest after expireInSeconds.
  heartbeatSeconds: 10,
  expireInSeconds: 300,
  // A waiting job is never dropped in practice; a done one is kept so that its repetition is recognised.
  retentionSeconds: 90 * day,
  deleteAfterSeconds: 7 * day,
};

/** pg-boss wants a queue before its first job. Each costs a few statements, so known ones are left alone. */
export async function createQueues(boss: PgBoss, steps: readonly string[]): Promise<void> {
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  for (const step of steps) {
    if (known.has(step)) await boss.updateQueue(step, options);
    else await boss.createQueue(step, options);
  }
}
