import { z } from 'zod';
import { acceptedSchema } from '../capture.js';
import { rowsFor } from './endpoint.js';
import type { Endpoint } from './endpoint.js';

const row = rowsFor('anybody');
const capture = rowsFor('capture');
const hook = rowsFor('secret');

const html = { media: 'text/html' } as const;
const text = { media: 'text/plain' } as const;
const form = { media: 'application/x-www-form-urlencoded' } as const;
const status = z.object({ status: z.literal('ok') });

/** What is called from outside Kommo's pages. */
export const publicEndpoints: readonly Endpoint[] = [
  row('get', '/', 'What runs here', { answer: text }),
  row('get', '/health/live', 'The process answers', { answer: status }),
  row('get', '/health/ready', 'The database answers too', { answer: status }),
  rowsFor('metrics')('get', '/metrics', 'Figures for Prometheus', { answer: text }),
  row('get', '/openapi.json', 'This description', { answer: z.object({ openapi: z.string() }) }),
  row('get', '/openapi', 'This description, to read', { answer: html }),
  ...['direct', 'inlead', 'meta'].map((source) =>
    capture(
      'post',
      `/webhooks/leads/${source}`,
      `A lead (${source}); Idempotency-Key is honoured`,
      {
        body: 'capture',
        status: 202,
        answer: acceptedSchema,
      },
    ),
  ),
  ...['', '/pipeline', '/salesbot'].map((below) =>
    hook(
      'post',
      `/webhooks/kommo/{secret}${below}`,
      'Kommo tells something; it is looked into later',
      {
        body: form,
        answer: status,
      },
    ),
  ),
  hook(
    'post',
    '/webhooks/leads/inlead/{token}',
    'InLead as it posts: urlencoded, multipart or JSON',
    {
      body: form,
      status: 202,
      answer: status,
    },
  ),
  row('get', '/webhooks/meta', 'Meta verifies the address: its challenge comes back', {
    answer: text,
  }),
  row('post', '/webhooks/meta', 'Meta tells of leads and messages, signed', {
    body: { media: 'application/json' },
    answer: status,
  }),
  row('get', '/proposals/{token}', 'A proposal as its client sees it', { answer: html }),
  row('get', '/proposals/assets/{file}', 'Its style and its script', {
    answer: { media: 'text/css' },
  }),
  row('post', '/proposals/{token}', 'The client answers, or looks at it', {
    body: form,
    status: 303,
  }),
  row('get', '/form', 'The landing page', { answer: html }),
  row('post', '/form', 'A step of it, or all of it: 303 to the thanks, 422 with what is wrong', {
    body: form,
    status: 303,
  }),
  row('post', '/form/left', 'The page is left: at which question', { body: form, status: 204 }),
  row('get', '/go', 'The pilot: on to one of two pages', { status: 302 }),
  row('get', '/form/thanks/{token}', 'What happens next, and when', { answer: html }),
  row('get', '/form/assets/{file}', 'Its style and its script', { answer: { media: 'text/css' } }),
  row('get', '/privacy', 'Who processes what, and the rights', { answer: html }),
  row('get', '/privacy/withdraw/{token}', 'Asks whether consent is withdrawn', { answer: html }),
  row('post', '/privacy/withdraw/{token}', 'Withdraws it', { answer: html }),
  row('get', '/oauth/start', 'Connects the account: on to Kommo', { status: 302 }),
  row('get', '/oauth/callback', 'Back from Kommo', { answer: html }),
  row('get', '/oauth/code', 'Where a code or a token is pasted', { answer: html }),
  row('post', '/oauth/code', 'The pasted code or token', { body: form, answer: html }),
  row('get', '/oauth/disconnected', 'Kommo says that access was withdrawn', { answer: status }),
];
