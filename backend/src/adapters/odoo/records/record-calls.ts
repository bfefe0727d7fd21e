import type { PlannedCall } from '../odoo.js';
import type { Named, OdooCall, OdooTransport } from '../transport/transport.js';
import { isWrite } from '../transport/methods.js';

/** Ids of records that do not exist yet; Odoo's own never get this far. */
const firstPlannedId = 2_000_000_000;

export interface Recording {
  readonly transport: OdooTransport;
  readonly calls: () => readonly PlannedCall[];
  /** As they would travel, with the ids of records to come. */
  readonly planned: () => readonly OdooCall[];
}

/** Reads go to Odoo, writes are only written down and answered with ids that stand for the records to come. */
export function recordCalls(inner: OdooTransport): Recording {
  const planned: OdooCall[] = [];
  const modelByPlanned = new Map<number, string>();
  const nextId = (model: string): number => {
    const id = firstPlannedId + modelByPlanned.size;
    modelByPlanned.set(id, model);
    return id;
  };
  return {
    planned: () => planned,
    calls: () => planned.map((call) => readable(call, modelByPlanned)),
    transport: {
      kind: inner.kind,
      readServer: () => inner.readServer(),
      call(call) {
        if (isWrite(call.method)) {
          planned.push(call);
          return Promise.resolve(answerTo(call, nextId));
        }
        return mentionsPlanned(call) ? Promise.resolve(readPlanned(call)) : inner.call(call);
      },
    },
  };
}

function answerTo({ model, method, args }: OdooCall, nextId: (model: string) => number): unknown {
  const rows = rowsOf(args ?? {});
  switch (method) {
    case 'load':
      return { ids: rows.map(() => nextId(model)), messages: [] };
    case 'name_create':
      return [nextId(model), args?.['name']];
    case 'create':
      return rows.map(() => nextId(model));
    case 'copy':
    case 'action_create_from_template':
      return [nextId(model)];
    case 'message_post':
      return nextId('mail.message');
    default:
      return true;
  }
}

function rowsOf(args: Named): readonly unknown[] {
  const rows = args['data'] ?? args['vals_list'];
  return Array.isArray(rows) ? rows : [];
}

const plannedPattern = /\b20000\d{5}\b/g;

/** A cell, or a list of ids in one, that names a record to come. */
export const isPlanned = (cell: unknown): boolean =>
  (typeof cell === 'number' || typeof cell === 'string') &&
  String(cell).search(plannedPattern) >= 0;

const mentionsPlanned = (call: OdooCall): boolean =>
  JSON.stringify([call.ids, call.args]).search(plannedPattern) >= 0;

/** A record to come is there, with every field empty; nothing belongs to it yet. */
function readPlanned({ method, args }: OdooCall): unknown {
  if (method !== 'search_read') return true;
  const found = /"id","=",(\d+)/.exec(JSON.stringify(args?.['domain'] ?? []));
  if (!found || Number(found[1]) < firstPlannedId) return [];
  const fields = Array.isArray(args?.['fields']) ? args['fields'].map(String) : [];
  return [{ ...Object.fromEntries(fields.map((field) => [field, false])), id: Number(found[1]) }];
}

function readable(
  { model, method, ids = [], args = {} }: OdooCall,
  modelByPlanned: ReadonlyMap<number, string>,
): PlannedCall {
  const shown: unknown = JSON.parse(JSON.stringify(args), (_key, value: unknown) =>
    typeof value === 'number' && value >= firstPlannedId ? nameOf(value, modelByPlanned) : value,
  );
  return { model, method, ids: ids.filter((id) => id < firstPlannedId), args: shown };
}

/** "res.partner#nuevo1": readable, and the same record has the same name throughout the plan. */
const nameOf = (id: number, modelByPlanned: ReadonlyMap<number, string>): string =>
  `${modelByPlanned.get(id) ?? '?'}#nuevo${id - firstPlannedId + 1}`;
