import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { untraced } from '../backend/src/lead-traces.js';
import type { LeadTraces } from '../backend/src/lead-traces.js';
import { openTraces } from '../backend/src/open-traces.js';
import { capture } from '../backend/src/journey/capture/capture.js';
import type { Services } from '../backend/src/services.js';
import { readTraces } from '../backend/src/config-traces.js';
import { serve } from './support/serve.js';
import type { Served } from './support/serve.js';
import { body, openWorld, until } from './support/world.js';
import type { World } from './support/world.js';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: unknown }[];
}

let collector: Served;
let received = '';
const spans: Span[] = [];
let traces: LeadTraces;
let world: World;
let services: Services;
beforeAll(async () => {
  collector = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      received += text;
      const sent = JSON.parse(text) as {
        resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
      };
      for (const { scopeSpans } of sent.resourceSpans) {
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  traces = await openTraces({ endpoint: collector.url, headers: {} });
  world = await openWorld({ traces });
  ({ services } = world);
}, 60_000);
afterAll(async () => {
  await world.close();
  await collector.close();
});

test('one lead is one trace from its capture to Odoo, without anything personal (R8.4)', async () => {
  await world.work();
  const { captureId } = await capture(services, 'direct', {
    ...{ body: body(71), bodyHash: 'h71', idempotencyKey: null, requestId: 'r71' },
  });
  await world.relay.look();
  const lead = await until('the lead in Kommo', async () => {
    const [found] = await services.store.leads.findByIds([captureId]);
    return found?.kommoLeadId ?? null;
  });
  await services.store.handOvers.request(lead, 'user:1001', 'r72', 'a test');
  await services.enqueue('send-to-odoo', { kommoLeadId: lead, requestId: 'r72' });
  await until('the hand-over', async () => {
    const found = await services.store.handOvers.find(lead);
    return found?.state === 'done' || null;
  });
  await traces.stop();

  const ofLead = spans.filter(({ traceId }) => traceId === captureId.replaceAll('-', ''));
  const names = ofLead.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['capture', 'score', 'send-to-kommo', 'send-to-odoo']),
  );
  const root = ofLead.find(({ name }) => name === 'capture');
  const step = ofLead.find(({ name }) => name === 'send-to-odoo');
  expect(step?.parentSpanId).toBe(root?.spanId);
  const calls = ofLead.filter(({ parentSpanId }) => parentSpanId === step?.spanId);
  expect(calls.some(({ name }) => name.startsWith('odoo '))).toBe(true);
  expect(calls.some(({ name }) => name.startsWith('kommo '))).toBe(true);
  for (const personal of ['Carmen', 'Progreso', 'elprogreso71', '8095550071']) {
    expect(received).not.toContain(personal);
  }
});

test('without an exporter there are no traces, and the headers are read as the standard writes them (R8.4)', async () => {
  expect(await openTraces(null)).toBe(untraced);
  expect(world.config.traces).toBeNull();
  expect(
    readTraces({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
      OTEL_EXPORTER_OTLP_HEADERS: ['authorization=Bearer%20abc', 'x-team=ventas=rd'],
    }),
  ).toEqual({
    endpoint: 'http://localhost:4318',
    headers: { authorization: 'Bearer abc', 'x-team': 'ventas=rd' },
  });
});
