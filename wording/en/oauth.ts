import type { oauth as es } from '../es/oauth.js';
import type { Translation } from '../sentence.js';

export const oauth = {
  connected: 'Kommo is connected',
  connected_text:
    'The integration now has access to the account. Leads that were waiting are sent by themselves.',
  close: 'You can close this window and go back to Kommo.',
  again: 'Open the connection page again and try once more.',
  denied: 'Permission was not given',
  denied_text: 'In Kommo, access was not allowed.',
  denied_step: 'If this was by mistake, open the connection page again and choose “Allow”.',
  unreadable: 'The answer does not come from Kommo',
  unreadable_text: 'The address or the code is not of the form that Kommo uses.',
  spent_state: 'This attempt has expired',
  spent_state_text: 'Each attempt to connect is good for twenty minutes and once only.',
  other_account: 'It is another Kommo account',
  other_account_text:
    'Permission was given in an account other than the configured one. Nothing was kept.',
  other_account_step: 'Sign in to the right Kommo account and connect again.',
  other_account_changed:
    'If the account has changed, correct KOMMO_SUBDOMAIN and KOMMO_ACCOUNT_ID.',
  not_admin: 'It takes an administrator',
  not_admin_text:
    'Permission was given by a person without the rights of an administrator. Nothing was kept.',
  not_admin_step: 'Ask an administrator of the account to open the connection page.',
  bad_code: 'Kommo did not accept the code',
  bad_code_text:
    'The code or token has expired, was used already or was revoked. A code is good for twenty minutes and once only.',
  bad_code_step: 'If you paste a code by hand, copy it freshly generated.',
  bad_client: 'Kommo does not recognise the integration',
  bad_client_text: "The ID, the secret key or the return address does not match Kommo's.",
  bad_client_where: 'In Kommo: Settings → Integrations → your integration → Keys and scopes.',
  bad_client_step:
    'Compare KOMMO_CLIENT_ID, KOMMO_CLIENT_SECRET and KOMMO_REDIRECT_URI, restart and repeat.',
  no_key: 'The encryption key is missing',
  no_key_text:
    'Without ENCRYPTION_KEY the permission cannot be kept: tokens are only kept encrypted.',
  no_key_make: 'Generate one with: openssl rand -hex 32',
  no_key_step: 'Put it in ENCRYPTION_KEY and restart.',
  busy: 'Too many attempts',
  busy_text: 'There are many attempts to connect at the same time.',
  busy_step: 'Wait a minute and repeat.',
  unreachable: 'Kommo is not answering',
  unreachable_text: 'There was no answer from Kommo. Nothing was kept.',
  unreachable_step: 'Wait a moment and repeat.',
  payment_required: "The Kommo account's plan has expired",
  payment_required_text: 'Kommo takes no calls while the plan or the trial has expired.',
  payment_required_step: 'Renew the plan in Kommo and connect again.',
  blocked: 'Kommo has blocked access',
  blocked_text: 'Kommo refuses the calls of this server for too much use.',
  blocked_step: 'Write to Kommo support with the IP address of the server.',
  connect: 'Connect to Kommo',
  paste: 'Paste a code or token',
  form: 'Connect with a code or a token',
  form_text:
    'In Kommo: Settings → Integrations → your private integration → Keys and scopes. Copy the authorisation code (good for 20 minutes) or generate a long-lived token, and paste it here.',
  form_label: 'Code or token',
  form_button: 'Connect',
  connect_without: 'Connect to Kommo without copying anything',
} as const satisfies Translation<typeof es>;
