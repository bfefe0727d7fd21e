import type { odoo as es } from '../es/odoo.js';
import type { Translation } from '../sentence.js';

export const odoo = {
  own_network: 'The address {host} leads into your own network and is not in PRIVATE_HOSTS',
  unreachable: 'Odoo is not answering. It will be retried by itself.',
  overloaded: 'Odoo is overloaded at the moment. It will be retried by itself.',
  busy_record: 'Another process is changing the same record in Odoo. It will be retried by itself.',
  redirected:
    'The configured address of Odoo redirects to {where}. Check the address in the configuration.',
  another_page: 'another page',
  not_odoo:
    'The configured address does not answer as Odoo does. Check the address and the database.',
  database_missing: 'The configured database does not exist in Odoo. Check the configuration.',
  key_rejected:
    'Odoo refused the API key or the user. An administrator must put a valid key in the configuration.',
  access_denied: 'The integration user has no permission in Odoo. Ask an administrator to give it.',
  access_denied_group:
    'The integration user has no permission in Odoo. Ask an administrator to give it the group “{group}”.',
  group_contacts: 'Contact Creation',
  group_documents: 'Sales / User: All Documents',
  group_project: 'Project / Administrator',
  group_products: 'Products / Create',
  group_billing: 'Invoicing / Administrator',
  says: '{what} Odoo says: “{text}”',
  rejected: 'Odoo refused the data.',
  duplicate: 'Odoo already has a record with that data.',
  missing: 'The record no longer exists in Odoo: somebody deleted or merged it.',
  mapping:
    'Odoo does not recognise a value that we sent. An administrator must check the configured fields.',
  module_missing: 'Odoo does not have the module “{name}” installed, which this hand-over needs.',
  module_contacts: 'Contacts',
  module_project: 'Project',
  module_sales: 'Sales',
  module_contracts: 'Contracts (OCA)',
  module_subscriptions: 'Subscriptions',
  unknown: 'Odoo failed in an unknown way.',
  odd_answer: 'Odoo answered something unexpected. It will be retried by itself.',
  customer_missing: 'The customer no longer exists in Odoo: it will be found or created again.',
  opportunity_missing: 'The opportunity no longer exists in Odoo: it will be created again.',
  bad_rnc: 'Odoo refused the RNC {rnc}: its check digit does not match. Correct it and send again.',
  bad_rnc_or_cedula:
    'Odoo refused the RNC {rnc}: its check digit does not match. Is it the cédula {cedula} without the zeros in front? Correct it and send again.',
  ambiguous:
    'There is more than one possible customer in Odoo by {by}: {candidates}. A person must decide which one it is.',
  by_tax_id: 'RNC or cédula',
  by_email: 'e-mail',
  by_any: 'RNC, cédula or e-mail',
  product_missing:
    'The product “{code}” does not exist in Odoo and the integration user cannot create it.',
  no_price:
    'There is no price for the contract: the sale has neither an amount nor a definite budget.',
  rate_missing:
    'The sale is in {from} and Odoo keeps it in {to}. Create a pricelist in {from} in Odoo or set the rate in ODOO_EXCHANGE_RATES ({from}>{to}=…).',
  template_missing: 'Project template no. {id} does not exist in Odoo. Check the configuration.',
  plan_missing: 'The subscription plan is missing in the configuration of Odoo.',
  rest_no_subscription: 'The subscription or recurring contract: a person creates it in Odoo.',
  rest_no_comparison: 'The comparison of every night: Odoo cannot be searched.',
  rest_no_choice:
    'The choice between customers that are alike: with more than one candidate the hand-over stops.',
  rest_no_fields: 'Answers in fields of Odoo’s own: they go into the opportunity’s description.',
  rest_no_other_emails: 'Further e-mails of the contact: only the first goes.',
  rest_no_dry_run: 'Odoo’s warnings before sending: the preview shows only ours.',
  rest_only: 'The configured service of Odoo only takes the complete hand-over of the customer.',
} as const satisfies Translation<typeof es>;
