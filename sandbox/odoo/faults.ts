import { z } from 'zod';
import {
  accessDenied,
  accessError,
  OdooError,
  serializationFailure,
  validationError,
} from './errors.js';

const kinds = [
  'drop-before',
  'drop-after-commit',
  '502',
  '504',
  '429',
  'html-200',
  'redirect',
  'slow',
  'serialization',
  'pool-full',
  'out-of-connections',
  'access-denied',
  'key-expired',
  'access-error',
  'validation',
] as const;

export const faultSchema = z.object({
  kind: z.union([z.enum(kinds), z.templateLiteral(['missing-module:', z.string().min(1)])]),
  /** `model.method` with `*` for any part, e.g. `crm.lead.create`, `*.load`, `common.authenticate`; absent: every call. */
  match: z.string().optional(),
  /** How many calls it strikes; absent: until it is cleared. */
  times: z.int().positive().optional(),
  /** For `slow`. */
  delayMs: z.number().positive().optional(),
});
export type Fault = z.infer<typeof faultSchema>;

export interface Faults {
  list(): readonly Fault[];
  add(fault: Fault): void;
  clear(): void;
  /** The first fault that strikes this call; counts it down. */
  take(call: string): Fault | undefined;
  missingModules(): readonly string[];
}

const missingModule = 'missing-module:';

export function createFaults(): Faults {
  let active: Fault[] = [];
  return {
    list: () => active,
    add: (fault) => {
      active = [...active, fault];
    },
    clear: () => {
      active = [];
    },
    take: (call) => {
      const struck = active.find(
        (fault) => !fault.kind.startsWith(missingModule) && strikes(fault, call),
      );
      if (struck?.times !== undefined) {
        const left = { ...struck, times: struck.times - 1 };
        active = active.flatMap((fault) =>
          fault !== struck ? [fault] : left.times > 0 ? [left] : [],
        );
      }
      return struck;
    },
    missingModules: () =>
      active
        .filter(({ kind }) => kind.startsWith(missingModule))
        .map(({ kind }) => kind.slice(missingModule.length)),
  };
}

function strikes(fault: Fault, call: string): boolean {
  if (fault.match === undefined) return true;
  const pattern = fault.match.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`).test(call);
}

/** Faults that Odoo itself reports, as the exception it would raise. */
export function faultError(fault: Fault): OdooError | undefined {
  return errorByKind[fault.kind]?.();
}

const errorByKind: Readonly<Record<string, () => OdooError>> = {
  serialization: serializationFailure,
  'pool-full': () => new OdooError('psycopg2.pool.PoolError', 'The Connection Pool Is Full'),
  'out-of-connections': () =>
    new OdooError(
      'psycopg2.OperationalError',
      'connection to server at "127.0.0.1", port 5432 failed: FATAL:  remaining connection slots are reserved\n',
    ),
  'access-denied': accessDenied,
  'key-expired': accessDenied,
  'access-error': () =>
    accessError(
      'You are not allowed to do this.\n\nContact your administrator to request access if necessary.',
    ),
  validation: () => validationError('The sandbox was told to refuse this record.'),
};
