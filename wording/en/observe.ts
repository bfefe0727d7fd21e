import type { observe as es } from '../es/observe.js';
import type { Translation } from '../sentence.js';

export const observe = {
  title_token: 'One-time token (panel)',
  title_hook: 'Webhook of the account',
  title_pipeline: 'Action of the digital pipeline',
  title_bot: 'Request of a Salesbot',
  title_redelivery: 'Webhook repeated by Kommo',
  claims: 'claims',
  keys: 'keys',
  fact_encoding: 'encoding',
  fact_announced: 'announced',
  fact_request: 'request',
  fact_action: 'action',
  value_accepted: 'accepted',
  value_refused: 'refused',
  value_present: 'present',
  value_absent: 'absent',
  value_expected: 'the expected one',
  value_without_port: 'the expected one without a port',
  value_empty: 'empty',
  value_other: 'another',
  value_same: 'the same',
  value_of_account: "the account's",
  value_of_other_server: "another server's",
  value_of_widget: "the widget's",
  value_send_webhook: 'send webhook',
  kind_null: '‹null›',
  kind_boolean: '‹yes or no›',
  kind_number: '‹number›',
  kind_object: '‹object›',
  kind_empty: '‹empty›',
  kind_numeric_text: '‹number as text›',
  kind_text: '‹text›',
  is_admin_told: 'is_admin: the token says who is an administrator.',
  is_admin_untold: 'is_admin: the token does not say; the companion asks the API of Kommo.',
  alg_known: 'alg: HS256, as it is.',
  alg_unknown: 'alg: {alg}, and the companion accepts HS256 only: tell whoever maintains it.',
  return_url_own: "return_url: the account's, as it is.",
  return_url_foreign:
    "return_url: another server's, and therefore refused: add its origin to KOMMO_WIDGET_ORIGINS only if it is Kommo's.",
  aud_expected: 'aud: the origin of the Redirect URL; KOMMO_CHECK_AUDIENCE=true stays as it is.',
  aud_without_port: 'aud: without the port, which is accepted too; nothing to change.',
  aud_empty:
    'aud: empty, because the integration has no Redirect URL. Set it, or KOMMO_CHECK_AUDIENCE=false.',
  aud_absent:
    'aud: it does not come. Set the Redirect URL in the integration, or KOMMO_CHECK_AUDIENCE=false.',
  aud_other: "aud: another address. Copy the integration's Redirect URL to KOMMO_REDIRECT_URI.",
  switch_on: '"{name}" of the sandbox: on.',
  switch_off: '"{name}" of the sandbox: off.',
  hooks_come_as:
    "The account's webhooks come as {encoding} (announced: {announced}); both are accepted.",
  actions_come_as:
    "The digital pipeline's webhooks come as {encoding} (announced: {announced}); both are accepted.",
  request_id_comes:
    'x-amocrm-requestid comes; whether it repeats when retried, a repeated webhook will tell.',
  request_id_absent:
    'x-amocrm-requestid does not come: repetitions are recognised by their content.',
  no_database:
    'The database is not answering: nothing can be observed without it. Run npm run doctor.',
  all_came: 'Everything came.',
  not_come: 'Not come: {names}.',
  opening: {
    one: 'Observing for {count} minute what the companion receives, which must be running.',
    other: 'Observing for {count} minutes what the companion receives, which must be running.',
  },
  opening_kept:
    'The shape of the first of each kind is kept, never a name, phone, e-mail or token.',
  opening_do:
    'Now, in Kommo: open a lead (panel), move it to another stage, trigger an action of the pipeline and a Salesbot.',
} as const satisfies Translation<typeof es>;
