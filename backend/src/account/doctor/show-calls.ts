import type { Odoo, PlannedCall } from '../../adapters/odoo/odoo.js';
import { loadHandOvers } from '../../journey/reading/hand-over.js';
import type { Services } from '../../services.js';

interface Tools extends Pick<Services, 'store' | 'blueprint' | 'config' | 'kommo'> {
  readonly odoo: Pick<Odoo, 'plan'>;
}

/**
 * The calls that the hand-over of this lead would make, in order; reads from Kommo and Odoo and writes nothing.
 * @throws AppError why Kommo or Odoo would not go along.
 */
export async function showCalls(tools: Tools, kommoLeadId: number): Promise<string> {
  const loaded = (await loadHandOvers(tools, [kommoLeadId])).get(kommoLeadId);
  if (loaded === undefined) return `Kommo no tiene el lead ${kommoLeadId}.`;
  const calls = await tools.odoo.plan(loaded.handOver, loaded.entries);
  return [
    `Llamadas a Odoo para el lead ${kommoLeadId} (no se escribió nada): ${calls.length}`,
    ...calls.map(printCall),
  ].join('\n');
}

function printCall({ model, method, ids, args }: PlannedCall, index: number): string {
  const on = ids.length === 0 ? '' : ` [${ids.join(', ')}]`;
  const body = JSON.stringify(args, null, 2).replaceAll('\n', '\n     ');
  return `\n  ${index + 1}. ${model}.${method}${on}\n     ${body}`;
}
