import type { Request, Response } from 'express';
import type { OdooError } from '../errors.js';
import { asText, isObject, parseJson } from '../json.js';
import type { JsonObject } from '../json.js';
import { bindNames, findMethod } from '../orm/call.js';
import type { Env } from '../orm/model.js';
import { findModel } from '../orm/registry.js';
import { databaseName } from '../stand-in.js';
import type { StandIn } from '../stand-in.js';
import { bodyText, htmlAnswer, jsonAnswer, sendAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { describeException, exceptionData } from './error-body.js';
import { requireLanguage } from './jsonrpc.js';
import { serve } from './serve.js';

/** `POST /json/2/<model>/<method>`: 19 only; one call, one transaction, named arguments. */
export function createJson2Handler(standIn: StandIn) {
  return async (request: Request, response: Response): Promise<void> => {
    const refusal = refuse(standIn, request);
    if (refusal) {
      sendAnswer(response, refusal);
      return;
    }
    const body = parseJson(bodyText(request) || '{}');
    if (!isObject(body)) {
      sendAnswer(response, webError(400, 'BadRequest', 'could not parse the body as json'));
      return;
    }

    const model = asText(request.params['model']);
    const method = asText(request.params['method']);
    const work = {
      transport: 'json2' as const,
      call: `${model}.${method}`,
      args: body,
      context: isObject(body['context']) ? body['context'] : {},
      run: (env: Env) => {
        if (!env.switches.keys.includes(bearer(request) ?? '')) return invalidKey();
        return jsonAnswer(200, call(env, model, method, body));
      },
      fail,
    };
    await serve(standIn, work, response);
  };
}

function call(env: Env, modelName: string, name: string, body: JsonObject) {
  const model = findModel(env, modelName);
  requireLanguage(env);
  const method = findMethod(env, model, name);
  const { ids, args } = bindNames(method, body);
  const result = method.run(env, { model, ids, args });
  return result.kind === 'value' ? result.value : result.ids;
}

/** What the server says before it looks at the call. */
function refuse(standIn: StandIn, request: Request): Answer | undefined {
  if (standIn.version() <= 17)
    return htmlAnswer(404, 'Not Found', 'The requested URL was not found on the server.');
  if (standIn.version() === 18) {
    const location = `/web/login?redirect=${encodeURIComponent(request.originalUrl)}`;
    return {
      ...htmlAnswer(303, 'Redirecting...', 'See /web/login'),
      headers: { Location: location },
    };
  }
  const database = request.get('X-Odoo-Database');
  if (database === undefined ? standIn.switches().multiDatabase : database !== databaseName) {
    return htmlAnswer(
      404,
      'Not Found',
      'No database is selected and the requested URL was not found in the server-wide controllers.',
    );
  }
  if (request.method !== 'POST') {
    return htmlAnswer(
      405,
      'Method Not Allowed',
      'The method is not allowed for the requested URL.',
    );
  }
  if (!request.is('application/json')) {
    return htmlAnswer(
      415,
      'Unsupported Media Type',
      'The server does not support the media type transmitted in the request.',
    );
  }
  return bearer(request) === undefined
    ? invalidKey('User not authenticated, use the "Authorization" header')
    : undefined;
}

function bearer(request: Request): string | undefined {
  return /^bearer\s+(\S+)$/i.exec(request.get('Authorization') ?? '')?.[1];
}

function invalidKey(message = 'Invalid apikey'): Answer {
  return {
    ...webError(401, 'Unauthorized', message),
    headers: { 'WWW-Authenticate': 'Bearer' },
    error: 'werkzeug.exceptions.Unauthorized',
  };
}

function webError(status: number, name: string, message: string): Answer {
  return jsonAnswer(
    status,
    describeException(`werkzeug.exceptions.${name}`, message, [message, status]),
  );
}

const statusByException: Readonly<Record<string, number>> = {
  'odoo.exceptions.ValidationError': 422,
  'odoo.exceptions.UserError': 422,
  'odoo.exceptions.AccessError': 403,
  'odoo.exceptions.MissingError': 404,
};

function fail(error: OdooError): Answer {
  const [model, method] = error.arguments;
  switch (error.exception) {
    case 'odoo.exceptions.AccessDenied':
      return invalidKey();
    case 'sandbox.MissingModel':
      return webError(404, 'NotFound', `the model '${error.message}' does not exist`);
    case 'sandbox.MissingMethod':
      return webError(
        404,
        'NotFound',
        `the method '${asText(model)}.${asText(method)}' does not exist`,
      );
    case 'sandbox.BadArguments':
      return webError(422, 'UnprocessableEntity', error.message);
    default:
      return jsonAnswer(statusByException[error.exception] ?? 500, exceptionData(error));
  }
}
