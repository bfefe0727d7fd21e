import { emailsIn } from '../../../../../domain/person/emails-in.js';
import { requireTaxId } from './find-customer.js';
import type { HandOver } from '../odoo.js';
import { linkNames } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';

/**
 * Everything that a customer is found by. Odoo keeps neither tax ids nor e-mails unique, so between two hand-overs that
 * share one of these, the second must look only after the first has written.
 * @throws AppError `odoo_rejected` for an RNC that cannot exist.
 */
export function customerKeys(
  tools: Pick<StepTools, 'settings'>,
  handOver: HandOver,
): readonly string[] {
  const taxId = requireTaxId(tools, handOver);
  const emails = [...emailsIn(handOver.person.email), ...(handOver.otherEmails ?? [])];
  return [
    linkNames.company(handOver),
    linkNames.contact(handOver),
    ...('digits' in taxId ? [`tax_id ${taxId.digits}`] : []),
    ...emails.map((email) => `email ${email}`),
  ].map((key) => `odoo customer ${key}`);
}
