import type { OdooError } from '../errors.js';
import { asText } from '../json.js';
import type { JsonObject } from '../json.js';

/** Odoo's serialize_exception: with server paths and a traceback, as the real one. */
export function describeException(
  name: string,
  message: string,
  args: JsonObject[string],
): JsonObject {
  return { name, message, arguments: args, context: {}, debug: traceback(name, message) };
}

export function exceptionData(error: OdooError): JsonObject {
  return describeException(error.exception, error.message, [...error.arguments]);
}

function traceback(name: string, message: string): string {
  const frames = [
    ['odoo/http.py', 2164, '_transactioning', 'return service_model.retrying(func, env=self.env)'],
    ['odoo/service/model.py', 156, 'retrying', 'result = func()'],
    [
      'odoo/http.py',
      2131,
      '_serve_ir_http',
      'response = self.dispatcher.dispatch(rule.endpoint, args)',
    ],
    [
      'odoo/service/model.py',
      77,
      'execute_kw',
      'return execute(db, uid, obj, method, *args, **kw or {})',
    ],
    ['odoo/api.py', 525, 'call_kw', 'result = getattr(recs, name)(*args, **kwargs)'],
    ['odoo/models.py', 4862, 'create', 'records = self._create(data_list)'],
    ['odoo/sql_db.py', 357, 'execute', 'res = self._obj.execute(query, params)'],
  ] as const;
  const lines = frames.flatMap(([file, line, where, code]) => [
    `  File "/usr/lib/python3/dist-packages/${file}", line ${line}, in ${where}`,
    `    ${code}`,
  ]);
  return `Traceback (most recent call last):\n${[...lines, ...lines].join('\n')}\n${asText(name)}: ${message}\n`;
}
