import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  context,
  trace,
} from '@opentelemetry/api';
import type { Context, Link, Span, Tracer } from '@opentelemetry/api';
import type { TraceConfig } from './config-traces.js';
import { AppError } from './errors.js';
import type { LeadTraces, TracedRun } from './lead-traces.js';
import { untraced } from './lead-traces.js';
import type { Outcome } from './work/outcome.js';
import type { About } from './work/row.js';

/** The SDK is loaded only where an exporter is set (R8.4). */
export async function openTraces(config: TraceConfig | null): Promise<LeadTraces> {
  if (config === null) return untraced;
  const { openTracer } = await import('./open-tracer.js');
  const { tracer, startingAs, shutdown } = openTracer(config);
  return {
    begin: () => {
      const startTime = performance.now();
      return (captureId, source) => {
        const traceId = traceIdOf(captureId);
        const options = { startTime, kind: SpanKind.SERVER, attributes: { 'lead.source': source } };
        startingAs({ traceId, spanId: rootOf(traceId) }, () =>
          tracer.startSpan('capture', options, ROOT_CONTEXT),
        ).end();
      };
    },
    run: (traced, work) => runTraced(tracer, traced, work),
    call: (name, call) => {
      if (trace.getActiveSpan() !== undefined) noteCall(tracer, name, call);
    },
    stop: shutdown,
  };
}

function noteCall(tracer: Tracer, name: string, { status, ms }: Parameters<LeadTraces['call']>[1]) {
  const end = performance.now();
  const span = tracer.startSpan(name, {
    kind: SpanKind.CLIENT,
    startTime: end - ms,
    attributes: { 'http.response.status_code': status },
  });
  if (status === 0 || status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(end);
}

/** Each lead of a batch has a span in its own trace; calls that serve all of them hang below the first, which links to the others. */
async function runTraced(
  tracer: Tracer,
  { step, abouts, find }: TracedRun,
  work: () => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  const parents = await Promise.all(abouts.map((about) => parentOf(about, find)));
  const links: Link[] = [];
  const spans = parents.map((parent, at) => {
    const span = tracer.startSpan(step, startOf(abouts[at], at === 0 ? [] : links), parent);
    links.push({ context: span.spanContext() });
    return span;
  });
  const active = spans[0];
  try {
    const within = active === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, active);
    const outcomes = await context.with(within, work);
    for (const [at, span] of spans.entries()) note(span, outcomes[at]);
    return outcomes;
  } finally {
    for (const span of spans) span.end();
  }
}

const startOf = (about: About | undefined, links: readonly Link[]) => ({
  kind: SpanKind.CONSUMER,
  links: links.slice(0, 1),
  attributes: about?.kommoLeadId === undefined ? {} : { 'lead.kommo_id': about.kommoLeadId },
});

function note(span: Span, outcome: Outcome | undefined): void {
  if (outcome === undefined) return;
  span.setAttribute('outcome', outcome.kind);
  if (outcome.kind !== 'failed') return;
  span.setAttribute(
    'error.type',
    outcome.error instanceof AppError ? outcome.error.code : 'internal',
  );
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Of work that no lead of ours is behind, a trace of its own. */
async function parentOf({ leadId, kommoLeadId }: About, find: TracedRun['find']): Promise<Context> {
  const id = leadId ?? (kommoLeadId === undefined ? undefined : (await find(kommoLeadId))?.id);
  if (id === undefined) return ROOT_CONTEXT;
  const traceId = traceIdOf(id);
  return trace.setSpanContext(ROOT_CONTEXT, {
    ...{ traceId, spanId: rootOf(traceId) },
    ...{ traceFlags: TraceFlags.SAMPLED, isRemote: true },
  });
}

const traceIdOf = (captureId: string): string => captureId.replaceAll('-', '').toLowerCase();
const rootOf = (traceId: string): string => traceId.slice(0, 16);
