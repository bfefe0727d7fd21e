import type { Json } from './json.js';

export interface LoggedRequest {
  readonly at: string;
  readonly transport: 'jsonrpc' | 'json2' | 'rest';
  /** `model.method`, or `common.version`. */
  readonly call: string;
  /** Without the key. */
  readonly args: Json;
  readonly context: Json;
  readonly status: number;
  /** The exception's name where the call failed. */
  readonly error: string | null;
  readonly fault: string | null;
  readonly ms: number;
}

export interface RequestLog {
  list(): readonly LoggedRequest[];
  add(request: LoggedRequest): void;
  clear(): void;
}

const kept = 5000;

export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    list: () => requests,
    add: (request) => {
      requests.push(request);
      if (requests.length > kept) requests = requests.slice(-kept / 2);
    },
    clear: () => {
      requests = [];
    },
  };
}
