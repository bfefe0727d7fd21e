import type { http as es } from '../es/http.js';
import type { Translation } from '../sentence.js';

export const http = {
  no_such_address: '{path} does not exist.',
  use_method: '{method} was received; use {allowed}.',
  ask_an_administrator: 'Ask an administrator of the Kommo account to open this page.',
  send_bearer: 'Send the header "Authorization: Bearer <{variable}>".',
  wrong_bearer: 'The token does not match {variable}.',
  send_json: 'Send "Content-Type: application/json".',
  open_from_card: 'Open the panel from the lead card in Kommo.',
  panel_of_another_account: 'This panel is connected to another Kommo account.',
  not_as_agreed: 'The value is not as agreed.',
  schema_says: '{message}',
  home: 'Account SRL · integration with Kommo',
  home_account: 'Kommo account: {subdomain}',
  home_odoo: 'Odoo: {address}',
  home_no_odoo: 'Odoo: not configured',
  home_state: 'State: /health/ready',
  too_deep: 'The JSON is nested too deep.',
} as const satisfies Translation<typeof es>;
