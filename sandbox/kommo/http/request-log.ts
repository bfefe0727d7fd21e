export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Who called: the user, and whether through a token or in the page. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** 0 where the connection was dropped instead of answered. */
  readonly status: number;
  readonly response: string;
  readonly ms: number;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  list(): readonly LoggedRequest[];
  clear(): void;
}

const mostKept = 5000;
/** Long answers are cut: the log is for reading and for assertions on what was asked. */
const longestResponse = 4000;

export function createRequestLog(): RequestLog {
  const kept: LoggedRequest[] = [];
  return {
    add(request) {
      kept.push({ ...request, response: request.response.slice(0, longestResponse) });
      // Some at a time: each one alone would move all others.
      if (kept.length > 2 * mostKept) kept.splice(0, kept.length - mostKept);
    },
    list: () => kept.slice(-mostKept),
    clear: () => {
      kept.length = 0;
    },
  };
}
