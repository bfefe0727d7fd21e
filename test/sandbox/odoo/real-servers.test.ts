import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { withOdoo } from './odoo-client.js';
import type { OdooClient, Reply } from './odoo-client.js';

interface Exchange {
  readonly odoo: 17 | 18 | 19;
  readonly transport: 'jsonrpc' | 'json2';
  readonly what: string;
  /** bot: the groups that the README asks for; low: an internal user and no more; esp: the bot in Spanish. */
  readonly as: 'bot' | 'low' | 'esp';
  readonly call: {
    readonly model: string;
    readonly method: string;
    readonly args: readonly unknown[];
    readonly kwargs: object;
    readonly body: object;
  };
  readonly status: number;
  readonly answer: unknown;
}

const recorded = JSON.parse(
  readFileSync(new URL('../../fixtures/odoo/real-servers.json', import.meta.url), 'utf8'),
) as readonly Exchange[];

/** Whose answers lie in what each database holds, not in how Odoo works. */
const listings = new Set([
  'partners of internal users',
  'partners of the companies',
  'pricelists and their currencies',
  "the customer's pricelist",
  'currencies that are active, with rates',
  "order with the customer's own pricelist",
  '… and its currency',
]);

const groups = {
  bot: [
    'base.group_user',
    'sales_team.group_sale_salesman_all_leads',
    'project.group_project_manager',
    'base.group_partner_manager',
  ],
  low: ['base.group_user'],
};

/** Of a listing only the first row's names and kinds of values are Odoo's; the rest is somebody's data. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value
      .slice(0, 2)
      .map(shapeOf)
      .slice(0, isPair(value) ? 2 : 1);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
};
const isPair = (value: readonly unknown[]) => value.length === 2 && typeof value[1] === 'string';

/** Ids, user numbers and tracebacks differ from server to server; everything else must not. */
const comparable = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => {
      if (key === 'debug') return '(traceback)';
      if (typeof value === 'number' && !['code', 'from', 'to', 'record', 'nextrow'].includes(key))
        return '#';
      return typeof value === 'string' ? value.replace(/(User|Usuario): \d+/, '$1: #') : value;
    }),
  );

async function play(odoo: OdooClient, { as, transport, call }: Exchange, ids: Map<number, number>) {
  await odoo.control('switches', {
    groups: as === 'low' ? groups.low : groups.bot,
    language: as === 'esp' ? 'es' : 'en',
  });
  const given = (sent: unknown): unknown =>
    JSON.parse(
      JSON.stringify(sent, (_key, value: unknown) =>
        typeof value === 'number' ? (ids.get(value) ?? value) : value,
      ),
    );
  const { model, method } = call;
  if (transport === 'json2') return odoo.json2(`${model}/${method}`, given(call.body) as object);
  const body = await odoo.rpc('object', 'execute_kw', [
    ...['sandbox', 5, 'sandbox-odoo', model, method],
    given(call.args),
    given(call.kwargs),
  ]);
  return { status: 200, body };
}

const withoutEnvelope = (body: Reply): unknown =>
  'error' in (body as object) ? { error: body.error } : { result: body.result };

const madeIds = (answer: unknown): readonly number[] => {
  const { result, ids } = answer as { result?: unknown; ids?: unknown };
  const made = result ?? ids ?? answer;
  if (typeof made === 'number') return [made];
  if (Array.isArray(made)) return made.filter((id): id is number => typeof id === 'number');
  return typeof made === 'object' && made !== null && made !== answer ? madeIds(made) : [];
};

test.each([17, 18, 19] as const)('Odoo %i answers as a real one was seen to (R5.5)', (version) =>
  withOdoo(version, async (odoo) => {
    const ids = new Map<number, number>();
    const differing: unknown[] = [];
    for (const exchange of recorded.filter(({ odoo: of }) => of === version)) {
      const { status, body } = await play(odoo, exchange, ids);
      const answer: unknown = exchange.transport === 'json2' ? body : withoutEnvelope(body);
      const made = madeIds(body);
      madeIds(exchange.answer).forEach((id, index) => ids.set(id, made[index] ?? 0));
      const view = listings.has(exchange.what) ? shapeOf : comparable;
      const [seen, wanted] = [view(answer), view(exchange.answer)];
      const same =
        JSON.stringify(sorted(seen)) === JSON.stringify(sorted(wanted)) &&
        (exchange.transport === 'jsonrpc' || status === exchange.status);
      if (!same) differing.push({ what: exchange.what, as: exchange.as, status, seen, wanted });
    }
    expect(differing).toEqual([]);
  }),
);

/** Keys in one order. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, sorted(item)] as const)
      .sort(([first], [second]) => (first < second ? -1 : 1)),
  );
};
