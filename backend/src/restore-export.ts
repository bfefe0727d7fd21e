import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { createServices } from './create-services.js';
import type { ServiceTools } from './create-services.js';
import { handlersOf } from './handlers.js';
import { reapplyErasures } from './operations/privacy/reapply-erasures.js';
import { erasuresFile } from './storage/exports/exports.js';
import { restore } from './storage/exports/restore.js';

interface Order {
  readonly folder: string;
  readonly identity: string;
}

export interface RestoreReport {
  readonly tables: number;
  readonly rows: number;
  readonly jobs: number;
  /** Persons erased since the export was made, erased again. */
  readonly erasedAgain: number;
}

const jobLine = z.object({ step: z.string(), key: z.string(), data: z.unknown(), at: z.string() });
const erasureLine = z.object({
  id: z.string(),
  at: z.string(),
  keyHashes: z.array(z.string()),
  leadIds: z.array(z.string()),
  kommoLeadIds: z.array(z.number()),
  contactIds: z.array(z.number()),
});

/** An export back into an empty database: tables, what waited in the queue, and the erasures of since then (R8.3). */
export async function restoreExport(tools: ServiceTools, order: Order): Promise<RestoreReport> {
  const { manifest, jobs } = await restore(tools.pool, order);
  const parts = createServices(tools);
  const { services } = parts;
  // Queues without workers: the companion that is started next does the work.
  await parts.jobs.start(handlersOf(services).map((one) => ({ ...one, concurrency: 0 })));
  try {
    await parts.jobs.enqueue(jobs.map((line) => requestOf(line, tools.clock())));
    const later = await readErasures(dirname(order.folder));
    const since = later.filter(({ at }) => at >= manifest.at);
    const tables = manifest.parts.length - 1;
    const rows = manifest.parts.reduce((sum, part) => sum + part.rows, 0) - jobs.length;
    const erasedAgain = await reapplyErasures(services, since);
    return { tables, rows, jobs: jobs.length, erasedAgain };
  } finally {
    await parts.jobs.stop();
  }
}

function requestOf(line: string, now: Date) {
  const { step, key, data, at } = jobLine.parse(JSON.parse(line));
  return { step, key, data, delayMs: Math.max(0, Date.parse(at) - now.getTime()) };
}

/** The file beside the exports knows what none of before can. */
async function readErasures(folder: string) {
  const text = await readFile(join(folder, erasuresFile), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => erasureLine.parse(JSON.parse(line)));
}
