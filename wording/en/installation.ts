import type { installation as es } from '../es/installation.js';
import type { Translation } from '../sentence.js';

export const installation = {
  command: 'asks for what a real account needs, tests it and writes .env',
  option_language: 'language: es, en or pt',
  option_all: 'asks everything again; Enter keeps what is there',
  opening:
    'Set-up with a real Kommo account. One thing is asked at a time, and each answer is tested and kept at once: stop whenever you like (Ctrl-C) and go on with npm run setup.',
  opening_later:
    'What you do not have at hand is put off by typing "later". Secrets are not shown while you type them.',
  resumed: {
    one: '{count} question is answered already; it is checked again.',
    other: '{count} questions are answered already; they are checked again.',
  },
  question: 'Question {number} of {total}: {what}',
  where: 'Where: {where}',
  later_allowed: 'If you do not have it yet, type "later".',
  default: 'Enter accepts: {value}',
  keeps: 'Enter keeps what is there.',
  later_word: 'later',
  postponed: 'Put off.',
  empty: 'The answer is missing',
  empty_remedy: 'Type it, or "later" if you do not have it yet.',
  empty_needed_remedy: 'Type it; to leave the set-up for today, press Ctrl-C.',
  try_again: 'Type it again (Enter tries the same once more).',
  insist: 'If you are sure that it is right, type exactly the same once more and it is kept.',
  accepted_untested: 'Kept without a proof.',
  stopped:
    'The set-up was stopped. What is answered is kept in {file}; go on whenever you like with npm run setup.',
  lacking:
    'Still missing: {names}. Once you have it, repeat npm run setup: everything else is kept.',
  env_written: '.env is written; only you can read it (0600).',
  env_unchanged: '.env was like this already.',
  env_backup: 'The one before is in {file}.',
  drawn: 'Secrets drawn at random: {names}.',
  packing: 'Packing the widget…',
  packed: 'Ready: {file}',
  pack_failed: 'The widget could not be packed: {reason}',
  pack_remedy: 'Repeat with npm run widget:pack once that is mended.',
  planning: 'What would change in the Kommo account:',
  confirm: 'Shall I do it now? Type "yes" to do it; Enter does nothing.',
  yes_words: 'yes,y',
  not_applied: 'Nothing was changed in Kommo. Whenever you like: npm run provision -- apply',
  no_token:
    'Without a token the account is connected later, and stages and fields are made then with npm run provision -- apply.',
  left: 'What is left to do by hand:',
  left_postponed: 'Get what you put off ({names}) and repeat npm run setup.',
  left_proxy:
    'Let {address} reach this machine by https, port {port}: DNS and proxy (deploy/LEAME.md).',
  left_zip:
    'Kommo → Settings → Integrations → your integration → upload {file}, and install the widget.',
  left_widget:
    "In the widget's settings in Kommo: the companion's address {address} and the hook secret (KOMMO_HOOK_SECRET, in .env).",
  left_start: 'Start: npm start (or as a service: deploy/LEAME.md).',
  left_connect: 'Connect the account: open {address}/oauth/start as an administrator of Kommo.',
  left_bots:
    'Salesbots and WhatsApp templates: npm run provision -- bots leaves the files and the steps; npm run provision -- templates sends the templates to Meta.',
  left_meta:
    'Meta → your app → Webhooks → Page → address {address}/webhooks/meta, field leadgen, and as verify token the META_VERIFY_TOKEN of .env.',
  left_consent:
    'If leads come from InLead, from ads at Meta or from another page: write the consent text of each into .env (CONSENT_TEXT_…).',
  left_check: 'Check everything: npm run doctor; and rehearse the whole path: npm run rehearse.',
  public_url: 'the https address where the companion will be',
  public_url_where:
    "a subdomain of the firm's, for instance https://leads.yourfirm.com. Whoever runs the domain points it at this machine; it need not answer yet.",
  subdomain: 'the address of your Kommo account',
  subdomain_where:
    'open Kommo and copy what the browser shows, for instance https://yourfirm.kommo.com',
  token: "Kommo's long-lived token",
  token_where:
    'Kommo → Settings → Integrations → Create integration (private), with redirect URL {redirect} and access to the account; then, in that integration, Keys and scopes → Generate long-lived token. An administrator must do it.',
  account_id: "the Kommo account's number",
  account_id_where: 'Kommo → Settings → General',
  client_id: 'the ID of the Kommo integration',
  client_id_where: 'the same page, Keys and scopes → Integration ID',
  client_secret: 'the secret key of the Kommo integration',
  client_secret_where: 'the same page, Keys and scopes → Secret key',
  whatsapp: "the firm's WhatsApp",
  whatsapp_where: 'the number connected in Kommo, like +18095550100; the thanks page shows it',
  tax_id: "the firm's RNC",
  tax_id_where: "the consent's text of your form names it (law 172-13)",
  firm_address: "the firm's address",
  firm_address_where: 'the privacy page names it',
  privacy_email: 'the e-mail for requests about personal data',
  privacy_email_where: 'one that somebody reads, for instance privacy@yourfirm.com',
  odoo_url: "Odoo's address",
  odoo_url_where:
    'what the browser shows in Odoo, for instance https://yourfirm.odoo.com. Without Odoo the won leads wait.',
  odoo_database: "the name of Odoo's database",
  odoo_database_where:
    'Odoo → your user menu → About, or the list at log-in; at Odoo Online it is what stands before .odoo.com',
  odoo_login: "Odoo's integration user",
  odoo_login_where: 'the e-mail by which that user logs in: Odoo → Settings → Users',
  odoo_key: 'an API key of that Odoo user',
  odoo_key_where: 'log in to Odoo as that user → My Profile → Account Security → New API Key',
  meta_secret: 'the app secret at Meta (for ads with a form)',
  meta_secret_where:
    'developers.facebook.com → your app → Settings → Basic → App secret. Without lead ads at Meta, "later".',
  meta_token: 'a long-lived token of the Facebook page',
  meta_token_where:
    'Meta Business → System users → Generate token, with leads_retrieval and pages_manage_metadata, for the page',
  kommo_found: 'Kommo: {name}, account no. {id}',
  kommo_wrong_token: 'Kommo does not accept that token',
  kommo_wrong_token_remedy:
    'Copy all of it again; if you closed it without copying, generate another. It must be of the account {address}.',
  kommo_not_there: 'No Kommo answered at that address',
  kommo_not_there_remedy: "Check the address and this machine's internet connection.",
  kommo_wrong_client: 'Kommo does not know the integration by that ID and that key',
  kommo_wrong_client_remedy:
    'Copy both again from the same page (Keys and scopes) and check that its redirect URL is {redirect}.',
  client_found: 'Kommo knows the integration',
  odoo_there: 'Odoo {version}',
  meta_page: 'Facebook page no. {id}',
} as const satisfies Translation<typeof es>;
