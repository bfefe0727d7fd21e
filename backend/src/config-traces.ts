import { z } from 'zod';
import { list, optional } from './config-values.js';

const header = /^[!#$%&'*+.^_`|~\w-]+=.+$/u;

/** OpenTelemetry's own names; `.env.example` explains each. */
export const traceVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(z.url({ protocol: /^https?$/ })),
  OTEL_EXPORTER_OTLP_HEADERS: optional(
    list.refine((all) => all.every((one) => header.test(one)), {
      message: 'must be name=value, separated by commas',
    }),
  ),
};

export interface TraceConfig {
  /** Without "/v1/traces". */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function readTraces(env: z.infer<z.ZodObject<typeof traceVariables>>): TraceConfig | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: given = [] } = env;
  if (endpoint === undefined) return null;
  const headers = given.map((one): [string, string] => {
    const at = one.indexOf('=');
    return [one.slice(0, at), decodeURIComponent(one.slice(at + 1))];
  });
  return { endpoint, headers: Object.fromEntries(headers) };
}
