import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { blockedPage, tooManyRequests } from './limits.js';
import { Problem } from './problem.js';
import { html, problemReply } from './reply.js';
import type { Reply } from './reply.js';

const kinds = [
  ...[
    '429',
    'non-json-429',
    '403-html',
    '403-scope',
    '402',
    '401',
    '404',
    '405',
    '500',
    '502',
    '504',
  ],
  ...['504-batch', 'slow', 'drop-before', 'drop-after-commit', 'html-200'],
] as const;

export const faultSchema = z.object({
  kind: z.enum(kinds),
  /** Beginning of the path, e.g. /api/v4/leads/complex; absent: every call. */
  match: z.string().exactOptional(),
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']).exactOptional(),
  /** How many calls it strikes; absent: until it is cleared. */
  times: z.number().int().positive().exactOptional(),
  /** For `slow`. */
  ms: z.number().int().positive().exactOptional(),
  /** For `504-batch`: strikes arrays longer than this (50). */
  over: z.number().int().nonnegative().exactOptional(),
});

export type Fault = Readonly<z.infer<typeof faultSchema>>;

export interface Faults {
  list(): readonly Fault[];
  add(fault: Fault): void;
  clear(): void;
  /** The first fault that strikes the call; counts it down. */
  take(call: FaultyCall): Fault | undefined;
}

export interface FaultyCall {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export function createFaults(): Faults {
  let active: readonly Fault[] = [];
  return {
    list: () => active,
    add: (fault) => {
      active = [...active, fault];
    },
    clear: () => {
      active = [];
    },
    take(call) {
      const struck = active.find((fault) => strikes(fault, call));
      if (struck?.times === undefined) return struck;
      const left = { ...struck, times: struck.times - 1 };
      active = active.flatMap((fault) =>
        fault !== struck ? [fault] : left.times > 0 ? [left] : [],
      );
      return struck;
    },
  };
}

function strikes(fault: Fault, { method, path, body }: FaultyCall): boolean {
  const here = fault.match === undefined || path.startsWith(fault.match);
  const named = fault.method === undefined || fault.method === method;
  return here && named && (fault.kind !== '504-batch' || batchSize(body) > (fault.over ?? 50));
}

function batchSize(body: string): number {
  try {
    const parsed: unknown = JSON.parse(body);
    return Array.isArray(parsed) ? parsed.length : 0;
  } catch {
    return 0;
  }
}

/** The answer in place of Kommo's; undefined for faults that do not answer (slow, drop). */
export function faultReply(fault: Fault, retryAfterSeconds: number): Reply | undefined {
  if (fault.kind === '429') return tooManyRequests(retryAfterSeconds);
  if (fault.kind === '500')
    return problem(500, 'Internal Server Error', { trace_id: randomUUID() });
  return answers[fault.kind];
}

const gatewayTimeout = html('<html><body><h1>504 Gateway Time-out</h1></body></html>', 504);

const answers: Readonly<Partial<Record<Fault['kind'], Reply>>> = {
  'non-json-429': html('<html><body>429 Too Many Requests</body></html>', 429),
  '403-html': blockedPage,
  '403-scope': problem(403, "Client doesn't have the required scope"),
  '402': problem(402, 'Payment required'),
  '401': problem(401, 'Invalid user name or password'),
  '404': problem(404, 'Cannot GET this'),
  '405': problem(405, 'Method Not Allowed'),
  '502': html('<html><body><h1>502 Bad Gateway</h1></body></html>', 502),
  '504': gatewayTimeout,
  '504-batch': gatewayTimeout,
  'html-200': html('<html><body>Kommo</body></html>', 200),
};

function problem(
  status: number,
  detail: string,
  extra: Readonly<Record<string, unknown>> = {},
): Reply {
  return problemReply(new Problem(status, detail, extra).toBody(), status);
}
