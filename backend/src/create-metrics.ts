import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { boundsMs } from '../../domain/measure/histogram.js';
import type { Noted } from './operations/kpis/create-meter.js';
import { readLevels } from './operations/kpis/read-levels.js';
import type { LevelTools } from './operations/kpis/read-levels.js';

export interface Metrics {
  readonly registry: Registry;
  readonly note: (noted: Noted) => void;
  /** What is asked at each scrape. */
  readonly watch: (tools: LevelTools) => void;
}

const buckets = boundsMs.map((ms) => ms / 1_000);

/** What Prometheus reads: Node's own figures, and ours with the few names that the program gives (R8.4). */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const histogram = (name: string, help: string, label: string) =>
    new Histogram({ name, help, labelNames: [label, 'outcome'], buckets, registers: [registry] });
  const calls = new Histogram({
    name: 'companion_call_seconds',
    help: 'Calls to Kommo, Odoo and Meta, by their verb.',
    labelNames: ['vendor', 'verb', 'outcome'],
    ...{ buckets, registers: [registry] },
  });
  const webhooks = histogram(
    'companion_webhook_seconds',
    'Deliveries that came, by their source.',
    'source',
  );
  const answers = histogram('companion_answer_seconds', 'Answers to the widget.', 'place');
  return {
    registry,
    note: ({ kind, name, outcome, ms }) => {
      const seconds = ms / 1_000;
      const [vendor = '', verb = ''] = name.split(' ');
      if (kind === 'call') calls.observe({ vendor, verb, outcome }, seconds);
      if (kind === 'webhook') webhooks.observe({ source: name, outcome }, seconds);
      if (kind === 'answer') answers.observe({ place: name, outcome }, seconds);
    },
    watch: (tools) => {
      watchLevels(registry, tools);
    },
  };
}

/** One gauge for each level that `readLevels` knows; a scrape reads them once. */
function watchLevels(registry: Registry, tools: LevelTools): void {
  const gauge: Gauge<'of'> = new Gauge({
    name: 'companion_level',
    help: 'queue_seconds: age of the oldest due work; whatsapp_*: people reached within 24 hours, and the limit.',
    labelNames: ['of'],
    registers: [registry],
    collect: async () => {
      for (const { name, value } of await readLevels(tools)) gauge.set({ of: name }, value);
    },
  });
}
