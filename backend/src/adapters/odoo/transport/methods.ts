import type { Named, OdooCall } from './transport.js';

interface Method {
  /** Names of the arguments that JSON-RPC sends by position; the rest goes by name. */
  readonly positional: readonly string[];
  /** Carried out twice it may do harm, and it may wait for locks: the longer time-out. */
  readonly writes: boolean;
}

const reads = (...positional: readonly string[]): Method => ({ positional, writes: false });
const writes = (...positional: readonly string[]): Method => ({ positional, writes: true });

/** `create` by name fails on JSON-RPC (Odoo looks at its first positional argument), so position matters there. */
const methods: Readonly<Record<string, Method>> = {
  search: reads('domain'),
  search_read: reads('domain'),
  search_count: reads('domain'),
  read: reads(),
  fields_get: reads(),
  context_get: reads(),
  check_access_rights: reads('operation'),
  create: writes('vals_list'),
  write: writes('vals'),
  load: writes('fields', 'data'),
  name_create: writes('name'),
  copy: writes('default'),
  message_post: writes(),
  action_set_won: writes(),
  action_confirm: writes(),
  action_create_from_template: writes('values'),
};

const unknownMethod = writes();

export const isWrite = (method: string): boolean => (methods[method] ?? unknownMethod).writes;

/** The two last arguments of `execute_kw`. */
export function toPositional(call: OdooCall): {
  readonly args: readonly unknown[];
  readonly kwargs: Named;
} {
  const { positional } = methods[call.method] ?? unknownMethod;
  const given = call.args ?? {};
  const leading = positional.filter((name) => name in given).map((name) => given[name]);
  const rest = Object.entries(given).filter(([name]) => !positional.includes(name));
  return {
    args: [...(call.ids === undefined ? [] : [call.ids]), ...leading],
    kwargs: {
      ...Object.fromEntries(rest),
      ...(call.context === undefined ? {} : { context: call.context }),
    },
  };
}

/** The body of a JSON-2 call. */
export const toNamed = (call: OdooCall): Named => ({
  ...(call.ids === undefined ? {} : { ids: call.ids }),
  ...call.args,
  ...(call.context === undefined ? {} : { context: call.context }),
});
