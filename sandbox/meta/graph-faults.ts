import { z } from 'zod';

/** An error of the Graph API, for so many calls. */
export const faultSchema = z.object({
  code: z.number().int(),
  error_subcode: z.number().int().exactOptional(),
  message: z.string().default('An error of the sandbox'),
  times: z.number().int().positive().default(1),
  /** Minutes until access comes back, for limits. */
  minutes: z.number().int().nonnegative().default(15),
});

export type Fault = Readonly<z.infer<typeof faultSchema>>;

export interface Faults {
  add(fault: Fault): void;
  take(): Fault | null;
  list(): readonly Fault[];
  clear(): void;
}

export function createFaults(): Faults {
  let waiting: readonly Fault[] = [];
  return {
    add: (fault) => {
      waiting = [...waiting, fault];
    },
    take() {
      const [first, ...others] = waiting;
      if (!first) return null;
      waiting = first.times > 1 ? [{ ...first, times: first.times - 1 }, ...others] : others;
      return first;
    },
    list: () => waiting,
    clear: () => {
      waiting = [];
    },
  };
}

const transient: ReadonlySet<number> = new Set([1, 2, 341]);
const throttled: ReadonlySet<number> = new Set([4, 17, 32, 613, 80001, 80005, 368]);
const forbidden = (code: number) => code === 3 || code === 10 || (code >= 200 && code <= 299);

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Refusal = Pick<Fault, 'code' | 'message'> & Partial<Pick<Fault, 'error_subcode' | 'minutes'>>;

export function refusal({ code, message, error_subcode, minutes = 15 }: Refusal): GraphAnswer {
  const isLimit = throttled.has(code);
  return {
    status: transient.has(code) ? 500 : forbidden(code) ? 403 : 400,
    headers: isLimit ? { 'x-business-use-case-usage': JSON.stringify(usage(minutes)) } : {},
    body: {
      error: {
        ...{ message, type: 'OAuthException', code },
        ...(error_subcode !== undefined && { error_subcode }),
        ...(transient.has(code) && { is_transient: true }),
        fbtrace_id: 'ASandboxTrace00000000000',
      },
    },
  };
}

const usage = (minutes: number) => ({
  '102030405060708': [
    {
      ...{ type: 'leadgen', call_count: 100, total_cputime: 25, total_time: 25 },
      estimated_time_to_regain_access: minutes,
    },
  ],
});
