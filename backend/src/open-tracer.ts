import type { Span, Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  RandomIdGenerator,
} from '@opentelemetry/sdk-trace-node';
import type { TraceConfig } from './config-traces.js';

interface Ids {
  readonly traceId: string;
  readonly spanId: string;
}

interface OpenTracer {
  readonly tracer: Tracer;
  /** Starts a span that has these ids instead of random ones. */
  readonly startingAs: (ids: Ids, start: () => Span) => Span;
  readonly shutdown: () => Promise<void>;
}

const patienceMs = 3_000;

/** OTLP over HTTP, as JSON; a collector that does not answer holds up nothing, and what it misses is lost. */
export function openTracer({ endpoint, headers }: TraceConfig): OpenTracer {
  const random = new RandomIdGenerator();
  let wanted: Ids | null = null;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'account-leads-companion' }),
    idGenerator: {
      generateTraceId: () => wanted?.traceId ?? random.generateTraceId(),
      generateSpanId: () => wanted?.spanId ?? random.generateSpanId(),
    },
    spanProcessors: [
      new BatchSpanProcessor(
        new OTLPTraceExporter({
          url: `${endpoint.replace(/\/$/u, '')}/v1/traces`,
          headers: { ...headers },
          timeoutMillis: patienceMs,
        }),
      ),
    ],
  });
  provider.register();
  return {
    tracer: provider.getTracer('companion'),
    startingAs: (ids, start) => {
      wanted = ids;
      try {
        return start();
      } finally {
        wanted = null;
      }
    },
    shutdown: () => provider.shutdown().catch(() => undefined),
  };
}
