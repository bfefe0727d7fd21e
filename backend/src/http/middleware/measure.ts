import type { RequestHandler } from 'express';
import { outcomeOf } from '../../operations/kpis/create-meter.js';
import type { Meter, Noted } from '../../operations/kpis/create-meter.js';

/** How long each delivery and each call of the widget took until it was answered, and how it ended (R8.4). */
export const measure =
  (meter: Meter): RequestHandler =>
  (request, response, next) => {
    const named = nameOf(request.method, request.path);
    if (named !== null) {
      const startedAt = performance.now();
      response.on('finish', () => {
        const ms = performance.now() - startedAt;
        meter.note({ ...named, outcome: outcomeOf(response.statusCode), ms });
      });
    }
    next();
  };

type Named = Pick<Noted, 'kind' | 'name'>;

/** Only names of ours: a stranger's addresses must not make rows. */
const names: readonly (readonly [RegExp, Named])[] = [
  [/^\/webhooks\/leads\/direct\/?$/u, { kind: 'webhook', name: 'direct' }],
  [/^\/webhooks\/leads\/inlead(?:\/|$)/u, { kind: 'webhook', name: 'inlead' }],
  [/^\/webhooks\/(?:leads\/)?meta\/?$/u, { kind: 'webhook', name: 'meta' }],
  [/^\/webhooks\/kommo\/[^/]+\/pipeline\/?$/u, { kind: 'webhook', name: 'pipeline' }],
  [/^\/webhooks\/kommo\/[^/]+\/salesbot\/?$/u, { kind: 'webhook', name: 'salesbot' }],
  [/^\/webhooks\/kommo\/[^/]+\/?$/u, { kind: 'webhook', name: 'kommo' }],
  [/^\/widget\/v1\/leads\/\d+\/card$/u, { kind: 'answer', name: 'card' }],
  [/^\/widget\/v1\/admin(?:\/|$)/u, { kind: 'answer', name: 'admin' }],
  [/^\/widget\/v1\//u, { kind: 'answer', name: 'widget' }],
];

function nameOf(method: string, path: string): Named | null {
  if (method === 'OPTIONS') return null;
  const [, named = null] = names.find(([pattern]) => pattern.test(path)) ?? [];
  return named !== null && (named.kind === 'answer' || method === 'POST') ? named : null;
}
