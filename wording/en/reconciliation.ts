import type { reconciliation as es } from '../es/reconciliation.js';
import type { Translation } from '../sentence.js';

export const reconciliation = {
  the_lead: 'Lead {id}',
  missing_in_odoo: '{lead} is won in Kommo and is not in Odoo. Repairing hands it over to Odoo.',
  in_failed_work:
    '{lead} is won in Kommo and its hand-over to Odoo stopped: it is in “Failed work”, with the cause. Correct it and try again there.',
  missing_in_kommo:
    'Opportunity no. {odooId} (“{lead}”) is in Odoo and its lead was deleted in Kommo. A person must decide which one counts.',
  not_won_in_kommo:
    'Opportunity no. {odooId} (“{lead}”) is in Odoo and its lead is no longer won in Kommo. A person must decide which one counts.',
  customer_gone:
    'Customer no. {odooId} of {lead} no longer exists in Odoo: somebody deleted or merged it. Repairing finds it or creates it again.',
  opportunity_gone:
    'Opportunity no. {odooId} of {lead} no longer exists in Odoo: somebody deleted or merged it. Repairing creates it again.',
  project_gone:
    'Project no. {odooId} of {lead} no longer exists in Odoo: somebody deleted it. Repairing creates it again.',
  order_gone:
    'Quotation, order or contract no. {odooId} of {lead} no longer exists in Odoo: somebody deleted it. Repairing creates it again.',
  customer_archived:
    'Customer no. {odooId} of {lead} is archived in Odoo. A person must decide whether to bring it back or leave it so.',
  opportunity_archived:
    'Opportunity no. {odooId} of {lead} is archived in Odoo. A person must decide whether to bring it back or leave it so.',
  project_archived:
    'Project no. {odooId} of {lead} is archived in Odoo. A person must decide whether to bring it back or leave it so.',
  order_cancelled:
    'Order no. {odooId} of {lead} is cancelled or archived in Odoo. A person must decide whether to leave it so.',
  id_not_in_kommo:
    '{lead} is in Odoo as customer no. {odooId} and Kommo does not have that number. Repairing writes it to the lead again.',
  not_repairable: 'A person must settle this difference.',
  failed: 'The last comparison did not come to its end. {reason}',
  rest_cannot_compare:
    'The REST service of Odoo takes hand-overs and does not let them be read: nothing can be compared.',
} as const satisfies Translation<typeof es>;
