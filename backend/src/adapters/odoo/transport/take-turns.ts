import pLimit from 'p-limit';
import { z } from 'zod';
import { AppError } from '../../../errors.js';
import type { OdooCall, OdooTransport } from './transport.js';

/** Odoo takes many rows in one `load` for little more than the price of one; a refusal costs them all a second try. */
const mostTogether = 100;

interface Batch {
  readonly data: unknown[];
  readonly answer: Promise<unknown>;
}

/**
 * At most `most` calls at once. Rows to load that wait for a turn travel together with others of the same model and
 * columns: an idle Odoo gets each at once, a hundred hand-overs at once become a few calls. What Odoo refuses
 * together is asked again one by one, so that one lead's fault stays its own.
 */
export function takeTurns(inner: OdooTransport, most: number): OdooTransport {
  const limited = pLimit(most);
  const alone = (call: OdooCall) => limited(() => inner.call(call));
  const waiting = new Map<string, Batch>();

  const join = (key: string, call: OdooCall, data: readonly unknown[]): Batch => {
    const open = waiting.get(key);
    if (open && open.data.length + data.length <= mostTogether) {
      open.data.push(...data);
      return open;
    }
    const rows = [...data];
    const batch: Batch = {
      data: rows,
      answer: limited(() => {
        if (waiting.get(key) === batch) waiting.delete(key);
        return inner.call({ ...call, args: { ...call.args, data: rows } });
      }),
    };
    waiting.set(key, batch);
    return batch;
  };

  const loadTogether = async (call: OdooCall): Promise<unknown> => {
    const data: readonly unknown[] = dataSchema.parse(call.args?.['data']);
    const key = JSON.stringify([call.model, call.args?.['fields'], call.context]);
    const batch = join(key, call, data);
    const first = batch.data.length - data.length;
    return share(batch, { first, count: data.length }, () => alone(call));
  };

  return {
    get kind() {
      return inner.kind;
    },
    readServer: () => limited(() => inner.readServer()),
    call: (call) => (call.method === 'load' ? loadTogether(call) : alone(call)),
  };
}

const dataSchema = z.array(z.unknown());
const loadedSchema = z.object({ ids: z.array(z.int()) });

/** One caller's part of the common answer. */
async function share(
  batch: Batch,
  { first, count }: { readonly first: number; readonly count: number },
  alone: () => Promise<unknown>,
): Promise<unknown> {
  try {
    const answer = await batch.answer;
    if (batch.data.length === count) return answer;
    const loaded = loadedSchema.safeParse(answer);
    if (!loaded.success || loaded.data.ids.length !== batch.data.length) return await alone();
    return { ids: loaded.data.ids.slice(first, first + count), messages: [] };
  } catch (error) {
    if (batch.data.length === count || !isOnesOwn(error)) throw error;
    return alone();
  }
}

/** No answer or a rejected key is everybody's; anything else may be due to a single row. */
const isOnesOwn = (error: unknown): boolean =>
  error instanceof AppError &&
  error.code !== 'odoo_unreachable' &&
  error.code !== 'odoo_key_rejected';
