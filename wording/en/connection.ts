import type { connection as es } from '../es/connection.js';
import type { Translation } from '../sentence.js';

export const connection = {
  needs_authorisation:
    'An administrator of the Kommo account must open the connection page and allow access. Leads that come meanwhile are kept and sent afterwards.',
  revoked:
    'Kommo no longer accepts the authorisation (it was revoked, the widget was disabled or the secret key was regenerated). An administrator must connect again; if the key was regenerated, update KOMMO_CLIENT_SECRET first. Nothing is lost: the work waits.',
  payment_required:
    'The plan or the trial of the Kommo account has ended. Renew it in Kommo, under Settings → Billing: the waiting work goes on by itself, without connecting again.',
  blocked:
    'Kommo has blocked this server for too many calls. Write to Kommo support with the IP address of the server; the work waits and is retried every few minutes.',
  unreachable:
    'Kommo is not answering. This usually passes: the work waits and is retried by itself. If it lasts, check that the server reaches the internet.',
  ends_soon: {
    one: 'The long-lived token expires in {count} day: create another one in Kommo (Keys and scopes) or connect again before then.',
    other:
      'The long-lived token expires in {count} days: create another one in Kommo (Keys and scopes) or connect again before then.',
  },
  unknown_client:
    'Kommo does not recognise the integration: compare KOMMO_CLIENT_ID, KOMMO_CLIENT_SECRET and KOMMO_REDIRECT_URI with the tab “Keys and scopes”.',
} as const satisfies Translation<typeof es>;
