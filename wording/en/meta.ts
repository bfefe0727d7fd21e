import type { meta as es } from '../es/meta.js';
import type { Translation } from '../sentence.js';

export const meta: Translation<typeof es> = {
  unreachable: 'Meta did not answer; it is tried again by itself.',
  no_token:
    'The page token is missing: set META_PAGE_TOKEN and META_PAGE_ID. The leads wait and come in afterwards.',
  token_dead:
    'Meta no longer accepts the page token. Make a new one in the Meta app and put it into META_PAGE_TOKEN; the leads wait and come in afterwards.',
  limit: 'Meta asks for a pause of {minutes} minutes; then it goes on by itself.',
  gone: 'Meta does not show this lead: it was deleted, belongs to another page, or the app lacks access in the Leads Access Manager.',
  unknown_lead:
    'Meta does not know this lead: those of the "Test" button of its dashboard do not exist.',
  denied:
    'Meta denies access (code {error}): give the app leads_retrieval, and access in the Leads Access Manager. The leads wait and come in afterwards.',
  version_over:
    'Meta has ended this version of the API: set a newer one in META_GRAPH_VERSION. The leads wait and come in afterwards.',
  refused: 'Meta refused the request (code {error}).',
  no_contact:
    'The form gave nobody to talk to: enter the contact that you read in its answers, or say in "Capture" what each field means.',
  connection: 'Meta lead ads',
  not_set: 'Not configured: forms of Meta do not arrive by themselves',
  not_set_remedy:
    'Set META_APP_SECRET, META_VERIFY_TOKEN, META_PAGE_TOKEN and META_PAGE_ID (.env.example explains them).',
  partly_set: 'Missing: {missing}',
  page_told: 'The page {page} tells of its leads',
  page_silent: 'The page {page} does not tell this app of its leads',
  page_silent_remedy:
    'Subscribe the app to the page with the field leadgen (POST /{page}/subscribed_apps).',
  check_remedy: 'Mend what Meta says and look again.',
  version: 'Version of the Meta API',
  version_fine: '{version}; Meta announces no end within 90 days',
  version_ends: '{version} ends on {day}',
  version_ended: '{version} ended on {day}',
  version_remedy: 'Set a newer version in META_GRAPH_VERSION and restart.',
  token: 'Token of the Meta page',
  token_endless: 'Does not end by itself',
  token_ends: 'Good until {day}',
  token_ended: 'Meta accepts it no longer',
  token_may_not: 'It lacks the permission leads_retrieval: it cannot read the answers',
  token_remedy: 'Make a new one in the Meta app, with leads_retrieval, and set META_PAGE_TOKEN.',
  catch_up: 'Leads that Meta did not tell',
  catch_up_none: 'Not looked for yet',
  catch_up_at: 'Last looked for on {at}; repeated every 15 minutes',
  catch_up_remedy: 'Mend what Meta says above; it is repeated by itself.',
  evidence: 'Delivery of WhatsApp messages',
  evidence_meta: 'Meta says it: delivered, read or failed',
  evidence_kommo:
    'All that is known is that the message left Kommo; nothing says whether it arrived',
};
