import type { Json } from './json.js';

/** An exception as Odoo names it; the transports decide how it looks on the wire. */
export class OdooError extends Error {
  readonly exception: string;
  readonly arguments: readonly Json[];

  constructor(exception: string, message: string, args: readonly Json[] = [message]) {
    super(message);
    this.name = 'OdooError';
    this.exception = exception;
    this.arguments = args;
  }
}

export const userError = (message: string) => new OdooError('odoo.exceptions.UserError', message);
export const validationError = (message: string) =>
  new OdooError('odoo.exceptions.ValidationError', message);
export const accessError = (message: string) =>
  new OdooError('odoo.exceptions.AccessError', message);
export const accessDenied = () => new OdooError('odoo.exceptions.AccessDenied', 'Access Denied');
export const valueError = (message: string) => new OdooError('builtins.ValueError', message);
export const typeError = (message: string) => new OdooError('builtins.TypeError', message);
export const keyError = (key: string) => new OdooError('builtins.KeyError', `'${key}'`, [key]);
export const attributeError = (message: string) =>
  new OdooError('builtins.AttributeError', message);

/** call_kw looks at the first position of `create`, whatever the names say. */
export const indexError = () => new OdooError('builtins.IndexError', 'tuple index out of range');

/** Names only the stand-in uses; each transport has its own words for them. */
export const missingModel = (model: string) => new OdooError('sandbox.MissingModel', model);
export const missingMethod = (model: string, method: string) =>
  new OdooError('sandbox.MissingMethod', method, [model, method]);
export const badArguments = (message: string) => new OdooError('sandbox.BadArguments', message);

export function missingRecord(model: string, id: number, uid: number): OdooError {
  return new OdooError(
    'odoo.exceptions.MissingError',
    `Record does not exist or has been deleted.\n(Record: ${model}(${id},), User: ${uid})`,
  );
}

export function serializationFailure(): OdooError {
  return new OdooError(
    'psycopg2.errors.SerializationFailure',
    'could not serialize access due to concurrent update\n',
  );
}
