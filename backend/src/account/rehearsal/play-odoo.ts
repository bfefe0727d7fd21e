import { checkOdoo } from '../doctor/doctor.js';
import { fieldOf, readLead } from './look-up.js';
import type { Outcome, Rehearsal } from './rehearsal.js';
import { failed, notPlayed, onStage, passed } from './rehearsal.js';

/** On a real account Odoo makes a hand-over and undoes it; in the sandbox the lead is won. */
export function playOdoo(rehearsal: Rehearsal): Promise<Outcome> {
  if (rehearsal.stage === null) return playOdooReal(rehearsal);
  return onStage('main', async (tools, { leadId, stage }) => {
    await stage.win(leadId);
    const customer = await tools.until(async () =>
      fieldOf(await readLead(tools, leadId), 'ODOO_CUSTOMER_ID'),
    );
    return customer === null
      ? failed({ code: 'rehearsal.no_customer' })
      : passed({ code: 'rehearsal.customer', params: { customer } });
  })(rehearsal);
}

async function playOdooReal({ odoo }: Rehearsal): Promise<Outcome> {
  if (odoo === null) return notPlayed({ code: 'doctor.odoo_missing' });
  const checks = await checkOdoo(odoo);
  const wrong = checks.find(({ state }) => state === 'failed');
  return wrong === undefined
    ? passed({ code: 'rehearsal.odoo_undone', params: { number: checks.length } })
    : failed({ code: 'rehearsal.odoo_wrong', params: { name: wrong.name, found: wrong.found } });
}
