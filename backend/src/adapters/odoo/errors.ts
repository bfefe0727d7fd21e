import { AppError, backoff, never } from '../../errors.js';
import type { RetryVerdict } from '../../errors.js';
import type { NoAnswer } from '../http-client.js';
import type { ErrorCode } from '../../../../contract/errors.js';
import type { Sentence, Value } from '../../../../wording/sentence.js';

/** What Odoo said: the exception's name is what counts; the message is translated to the user's language. */
export interface OdooFault {
  readonly name: string;
  readonly message: string;
  /** HTTP status; 200 for every fault on JSON-RPC. */
  readonly status: number;
  /** Of the body, where the REST endpoint names one. */
  readonly field?: string;
}

interface Verdict {
  readonly code: ErrorCode;
  readonly retry: RetryVerdict;
  readonly reason: (text: string) => Sentence;
}

const always = (sentence: Sentence) => () => sentence;
/** Odoo's own words, where it had any, behind ours. */
export const quoted = (what: Sentence, text: Value): Sentence =>
  text === '' ? what : { code: 'odoo.says', params: { what, text } };
const quoting = (what: Sentence) => (text: string) => quoted(what, text);
const rejectedKey: Verdict = {
  code: 'odoo_key_rejected',
  retry: never,
  reason: always({ code: 'odoo.key_rejected' }),
};
const denied: Verdict = {
  code: 'odoo_access_denied',
  retry: never,
  reason: (text) => deniedReason('', text),
};
const rejected: Verdict = {
  code: 'odoo_rejected',
  retry: never,
  reason: quoting({ code: 'odoo.rejected' }),
};
const duplicate: Verdict = {
  code: 'odoo_rejected',
  retry: never,
  reason: quoting({ code: 'odoo.duplicate' }),
};
const missing: Verdict = {
  code: 'odoo_rejected',
  retry: never,
  reason: always({ code: 'odoo.missing' }),
};
const mapping: Verdict = {
  code: 'odoo_mapping',
  retry: never,
  reason: quoting({ code: 'odoo.mapping' }),
};
const locked: Verdict = {
  code: 'odoo_unreachable',
  retry: backoff,
  reason: always({ code: 'odoo.busy_record' }),
};
const overload: Verdict = {
  code: 'odoo_unreachable',
  retry: backoff,
  reason: always({ code: 'odoo.overloaded' }),
};

/** One row per exception Odoo is known to answer with. Statuses lie both ways: a mapping fault is a 500 on JSON-2. */
export const verdictByName: Readonly<Record<string, Verdict>> = {
  'odoo.exceptions.AccessDenied': rejectedKey,
  'werkzeug.exceptions.Unauthorized': rejectedKey,
  'odoo.exceptions.AccessError': denied,
  'werkzeug.exceptions.Forbidden': denied,
  'odoo.exceptions.ValidationError': rejected,
  'odoo.exceptions.UserError': rejected,
  'odoo.exceptions.RedirectWarning': rejected,
  'odoo.exceptions.MissingError': missing,
  'psycopg2.errors.UniqueViolation': duplicate,
  'psycopg2.IntegrityError': rejected,
  'psycopg2.errors.NotNullViolation': mapping,
  'psycopg2.errors.ForeignKeyViolation': rejected,
  'psycopg2.errors.CheckViolation': rejected,
  'psycopg2.errors.SerializationFailure': locked,
  'psycopg2.errors.LockNotAvailable': locked,
  'psycopg2.errors.DeadlockDetected': locked,
  'odoo.exceptions.ConcurrencyError': locked,
  'psycopg2.OperationalError': overload,
  'psycopg2.errors.TooManyConnections': overload,
  'psycopg2.pool.PoolError': overload,
  'psycopg2.InterfaceError': overload,
  'werkzeug.exceptions.TooManyRequests': overload,
  'werkzeug.exceptions.ServiceUnavailable': overload,
  'builtins.ValueError': mapping,
  'builtins.TypeError': mapping,
  'builtins.AttributeError': mapping,
  'builtins.KeyError': mapping,
  'builtins.IndexError': mapping,
  'psycopg2.errors.InvalidTextRepresentation': mapping,
  'psycopg2.errors.UndefinedColumn': mapping,
  'werkzeug.exceptions.NotFound': mapping,
  'werkzeug.exceptions.UnprocessableEntity': mapping,
  'werkzeug.exceptions.BadRequest': mapping,
};

/** For an answer without a name: the status is all there is. */
const verdictByStatus: Readonly<Record<number, Verdict>> = {
  401: rejectedKey,
  403: denied,
  404: mapping,
  422: rejected,
  429: overload,
  502: overload,
  503: overload,
  504: overload,
};

const unknownFault: Verdict = {
  code: 'odoo_rejected',
  retry: backoff,
  reason: quoting({ code: 'odoo.unknown' }),
};

/** The only place where a fault of Odoo becomes an error of ours. `where` is "crm.lead.write" or alike. */
export function translateFault(fault: OdooFault, where: string): AppError {
  const verdict = verdictOf(fault);
  return new AppError(verdict.code, `Odoo answered ${where} with ${fault.name || fault.status}`, {
    retry: verdict.retry,
    reason:
      verdict.code === 'odoo_access_denied'
        ? deniedReason(modelOf(where), shorten(fault.message))
        : verdict.reason(shorten(fault.message)),
    facts: {
      ...{ where, odooError: fault.name, status: fault.status },
      ...(fault.field === undefined ? {} : { field: fault.field }),
    },
  });
}

/** What right is missing, and which group of Odoo gives it. */
export function deniedReason(model: string, text: Value): Sentence {
  const group = groupByModel[model];
  return quoted(
    group === undefined
      ? { code: 'odoo.access_denied' }
      : { code: 'odoo.access_denied_group', params: { group } },
    text,
  );
}

const documents: Sentence = { code: 'odoo.group_documents' };
const project: Sentence = { code: 'odoo.group_project' };
const billing: Sentence = { code: 'odoo.group_billing' };

/** The group that gives the bot what it does with a model. */
const groupByModel: Readonly<Record<string, Sentence>> = {
  'res.partner': { code: 'odoo.group_contacts' },
  'crm.lead': documents,
  'crm.stage': documents,
  'crm.tag': documents,
  'utm.source': documents,
  'utm.medium': documents,
  'utm.campaign': documents,
  'sale.order': documents,
  'sale.order.line': documents,
  'product.pricelist': documents,
  'project.project': project,
  'project.task': project,
  'product.product': { code: 'odoo.group_products' },
  'contract.contract': billing,
  'contract.line': billing,
};

const modelOf = (where: string): string => where.slice(0, Math.max(0, where.lastIndexOf('.')));

function verdictOf(fault: OdooFault): Verdict {
  if (fault.name === 'psycopg2.OperationalError' && namesMissingDatabase(fault.message)) {
    return {
      code: 'odoo_not_configured',
      retry: never,
      reason: always({ code: 'odoo.database_missing' }),
    };
  }
  // 422 with a TypeError's text is JSON-2's "wrong arguments": werkzeug names it, so the name decides.
  return verdictByName[fault.name] ?? verdictByStatus[fault.status] ?? unknownFault;
}

/** PostgreSQL's wording, not Odoo's. Missing it in another language costs retries, nothing else. */
const namesMissingDatabase = (message: string): boolean =>
  /database .* (does not exist|no existe)|base de datos .* no existe/i.test(message);

/** No answer at all: it may or may not have been carried out, so whoever repeats looks for its link first. */
export const noAnswer = (where: string, cause: NoAnswer): AppError =>
  new AppError('odoo_unreachable', `Odoo gave no answer to ${where}`, {
    retry: backoff,
    reason:
      cause.ownHost === null
        ? { code: 'odoo.unreachable' }
        : { code: 'odoo.own_network', params: { host: cause.ownHost } },
    facts: { where },
    cause,
  });

export const isFault = (error: unknown, name: string): boolean =>
  error instanceof AppError && error.facts['odooError'] === name;

/** First lines of Odoo's message, without the record dump that follows. */
function shorten(message: string): string {
  const text = message.replace(/\s+/g, ' ').trim();
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
