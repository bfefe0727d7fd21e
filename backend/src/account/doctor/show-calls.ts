import type { Odoo, PlannedCall } from '../../adapters/odoo/odoo.js';
import { loadHandOvers } from '../../journey/reading/hand-over.js';
import type { Services } from '../../services.js';
import type { Say } from '../../../../wording/say.js';

interface Tools extends Pick<Services, 'store' | 'blueprint' | 'config' | 'kommo'> {
  readonly odoo: Pick<Odoo, 'plan'>;
  readonly say: Say;
}

/**
 * The calls that the hand-over of this lead would make, in order; reads from Kommo and Odoo and writes nothing.
 * @throws AppError why Kommo or Odoo would not go along.
 */
export async function showCalls(tools: Tools, kommoLeadId: number): Promise<string> {
  const loaded = (await loadHandOvers(tools, [kommoLeadId])).get(kommoLeadId);
  if (loaded === undefined) {
    return tools.say({ code: 'doctor.no_lead', params: { id: kommoLeadId } });
  }
  const calls = await tools.odoo.plan(loaded.handOver, loaded.entries);
  return [
    tools.say({ code: 'doctor.calls', params: { id: kommoLeadId, number: calls.length } }),
    ...calls.map(printCall),
  ].join('\n');
}

function printCall({ model, method, ids, args }: PlannedCall, index: number): string {
  const on = ids.length === 0 ? '' : ` [${ids.join(', ')}]`;
  const body = JSON.stringify(args, null, 2).replaceAll('\n', '\n     ');
  return `\n  ${index + 1}. ${model}.${method}${on}\n     ${body}`;
}
