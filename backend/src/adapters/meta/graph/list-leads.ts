import { z } from 'zod';
import type { GraphClient } from './graph-client.js';

const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,30}$/));
const pageSchema = z.object({
  data: z.array(z.object({ id })).catch([]),
  paging: z
    .object({ next: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});

/** Bounded: a list that never ends must not keep the companion busy for ever. */
const mostPages = 100;

/** Ids of a form's leads that were left after a time. */
export const listLeadsSince = (
  graph: GraphClient,
  formId: string,
  since: Date,
): Promise<readonly string[]> =>
  collect(graph, `${formId}/leads`, {
    fields: 'id',
    limit: '100',
    filtering: JSON.stringify([
      {
        field: 'time_created',
        operator: 'GREATER_THAN',
        value: Math.floor(since.getTime() / 1_000),
      },
    ]),
  });

export const listForms = (graph: GraphClient, pageId: string): Promise<readonly string[]> =>
  collect(graph, `${pageId}/leadgen_forms`, { fields: 'id', limit: '100' });

async function collect(
  graph: GraphClient,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let page = pageSchema.safeParse(await graph.get(path, query));
  for (let count = 1; page.success; count += 1) {
    ids.push(...page.data.data.map((one) => one.id));
    const next = page.data.paging?.next ?? null;
    if (next === null || count >= mostPages) break;
    page = pageSchema.safeParse(await graph.follow(next));
  }
  return [...new Set(ids)];
}
