import type { Request, Response } from 'express';
import { accessDenied, attributeError, indexError, OdooError, userError } from '../errors.js';
import { asText, isArray, isObject, parseJson } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import { bindPositions, findMethod, plainResult } from '../orm/call.js';
import type { Env } from '../orm/model.js';
import { findModel } from '../orm/registry.js';
import { botUserId } from '../seed.js';
import { botLogin, databaseName } from '../stand-in.js';
import type { StandIn } from '../stand-in.js';
import type { OdooVersion } from '../switches.js';
import { bodyText, htmlAnswer, jsonAnswer, sendAnswer } from './answer.js';
import type { Answer } from './answer.js';
import { exceptionData } from './error-body.js';
import { serve } from './serve.js';

/** `POST /jsonrpc`: every application error is an HTTP 200. */
export function createJsonRpcHandler(standIn: StandIn) {
  return async (request: Request, response: Response): Promise<void> => {
    if (!request.is('application/json')) {
      sendAnswer(response, wrongContentType(standIn.version()));
      return;
    }
    const body = parseJson(bodyText(request));
    if (!isObject(body)) {
      sendAnswer(response, htmlAnswer(400, 'Bad Request', 'Invalid JSON data'));
      return;
    }

    const { id = null, params } = body;
    const { service, method, args } = isObject(params) ? params : {};
    const positions = isArray(args) ? args : [];
    const reply = (result: Json): Answer => jsonAnswer(200, { jsonrpc: '2.0', id, result });
    const fail = (error: OdooError): Answer =>
      jsonAnswer(200, { jsonrpc: '2.0', id, error: envelope(standIn.version(), worded(error)) });

    if (service === 'object') {
      const [, , , model, name, given, named] = positions;
      const kwargs = isObject(named) ? named : {};
      const work = {
        transport: 'jsonrpc' as const,
        call: `${asText(model)}.${asText(name)}`,
        args: [given ?? [], kwargs],
        context: isObject(kwargs['context']) ? kwargs['context'] : {},
        run: (env: Env) => reply(executeKw(env, asText(method), positions)),
        fail,
      };
      await serve(standIn, work, response);
      return;
    }
    const work = {
      transport: 'jsonrpc' as const,
      call: `${asText(service)}.${asText(method)}`,
      args: positions.filter((_argument, index) => index !== 2),
      context: {},
      run: (env: Env) => reply(common(env, asText(service), asText(method), positions)),
      // A bad login is an answer, not an error.
      fail: (error: OdooError) =>
        error.exception === 'odoo.exceptions.AccessDenied' ? reply(false) : fail(error),
    };
    await serve(standIn, work, response);
  };
}

function common(env: Env, service: string, method: string, args: readonly Json[]): Json {
  if (service === 'common' && method === 'version') return versionAnswer(env.version);
  if (service !== 'common' || !['authenticate', 'login'].includes(method)) {
    throw attributeError(`Method not found: ${service}.${method}`);
  }
  const [database, login, key] = args;
  requireDatabase(database);
  return login === botLogin && env.switches.keys.includes(asText(key)) ? botUserId : false;
}

function executeKw(env: Env, method: string, args: readonly Json[]): Json {
  if (method !== 'execute_kw' && method !== 'execute')
    throw attributeError(`Method not found: ${method}`);
  const [database, uid, key, modelName, name, given, named] = args;
  requireDatabase(database);
  if (uid !== botUserId || !env.switches.keys.includes(asText(key))) throw accessDenied();

  const model = findModel(env, asText(modelName));
  requireLanguage(env);
  const callee = findMethod(env, model, asText(name));
  const positions = method === 'execute' ? args.slice(5) : isArray(given) ? given : [];
  if (name === 'create' && positions.length === 0) throw indexError();
  const { ids, args: bound } = bindPositions(callee, positions, isObject(named) ? named : {});
  return plainResult(env, callee, bound, callee.run(env, { model, ids, args: bound }));
}

function requireDatabase(database: Json | undefined): void {
  if (database === databaseName) return;
  throw new OdooError(
    'psycopg2.OperationalError',
    `connection to server at "127.0.0.1", port 5432 failed: FATAL:  database "${asText(database)}" does not exist\n`,
  );
}

/** `context.lang` must name an installed language. */
export function requireLanguage(env: Env): void {
  const lang = env.context['lang'];
  if (typeof lang !== 'string' || lang === '') return;
  const installed = env.db
    .all('res.lang')
    .some((row) => row['code'] === lang && row['active'] !== false);
  if (!installed) throw userError(`Invalid language code: ${lang}`);
}

function versionAnswer(version: OdooVersion): JsonObject {
  return {
    server_version: `${version}.0`,
    server_version_info: [version, 0, 0, 'final', 0, ''],
    server_serie: `${version}.0`,
    protocol_version: 1,
  };
}

/** The envelope's code is noise: 200 up to 18, 0 in 19. */
function envelope(version: OdooVersion, error: OdooError): JsonObject {
  return {
    code: version >= 19 ? 0 : 200,
    message: 'Odoo Server Error',
    data: exceptionData(error),
  };
}

function worded(error: OdooError): OdooError {
  const [model, method] = error.arguments;
  switch (error.exception) {
    case 'sandbox.MissingModel':
      return userError(`Object ${error.message} doesn't exist`);
    case 'sandbox.MissingMethod':
      return attributeError(`The method '${asText(model)}.${asText(method)}' does not exist`);
    default:
      return error;
  }
}

function wrongContentType(version: OdooVersion): Answer {
  const text = 'Request inferred type is compatible with http but the route expects json.';
  return version >= 19
    ? htmlAnswer(415, 'Unsupported Media Type', text)
    : htmlAnswer(400, 'Bad Request', text);
}
