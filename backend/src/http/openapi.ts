import { z } from 'zod';
import { endpoints } from '../../../contract/endpoints/endpoints.js';
import type { Caller, Endpoint, Message } from '../../../contract/endpoints/endpoint.js';
import { languageParameter, languages } from '../../../contract/language.js';
import { attributionFields } from '../../../domain/capture/read-answers.js';
import { problemSchema } from '../../../contract/errors.js';
import type { Blueprint } from '../../../domain/blueprint/shape.js';

type Json = Readonly<Record<string, unknown>>;

/** The description of every address, in OpenAPI 3.1, made from the schemas of `contract/` and the blueprint's questions. */
export function describeApi(blueprint: Blueprint, publicUrl: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method]: operationOf(endpoint, blueprint),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Account SRL: leads to Kommo to Odoo',
      version: '1',
      description: 'The companion of the Kommo widget. Failures are problem details (RFC 9457).',
      license: { name: 'Private', identifier: 'LicenseRef-private' },
    },
    servers: [{ url: publicUrl }],
    tags: tags.map((name) => ({ name, description: `Addresses for: ${name}` })),
    paths,
    components: { securitySchemes, schemas: { Problem: schemaOf(problemSchema, 'output') } },
  };
}

const tags = [
  'anybody',
  'capture',
  'metrics',
  'secret',
  'user',
  'administrator',
] as const satisfies Caller[];

const securitySchemes: Json = {
  capture: { type: 'http', scheme: 'bearer', description: 'CAPTURE_TOKEN' },
  metrics: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN' },
  user: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Auth-Token',
    description: "Kommo's one-time token of the signed-in user",
  },
};

/** The secret stands in the address; an administrator is a user whom Kommo says so of. */
const securityOf: Readonly<Record<Caller, readonly Json[]>> = {
  anybody: [],
  capture: [{ capture: [] }],
  metrics: [{ metrics: [] }],
  secret: [],
  user: [{ user: [] }],
  administrator: [{ user: [] }],
};

const operationOf = (endpoint: Endpoint, blueprint: Blueprint): Json => ({
  operationId: nameOf(endpoint),
  summary: endpoint.summary,
  tags: [endpoint.caller],
  security: securityOf[endpoint.caller],
  ...parametersOf(endpoint),
  ...(endpoint.body && {
    requestBody: { required: true, content: contentOf(endpoint.body, 'input', blueprint) },
  }),
  responses: {
    [endpoint.status ?? 200]: {
      description: endpoint.summary,
      ...(endpoint.answer && { content: contentOf(endpoint.answer, 'output', blueprint) }),
    },
    '4XX': problem('What was asked cannot be done; `code` says why.'),
    '5XX': problem('Something of ours or of a vendor failed; it can be asked again.'),
  },
});

const nameOf = ({ method, path }: Endpoint): string =>
  [method, ...path.split(/[^a-zA-Z0-9]+/).filter((part) => part !== '')].join('-');

function parametersOf({ path, caller }: Endpoint): Json {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const inPath = names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'id' ? { type: 'string', pattern: String.raw`^\d+$` } : { type: 'string' },
  }));
  const isWidget = caller === 'user' || caller === 'administrator';
  const parameters = [...inPath, ...(isWidget ? [inLanguage] : [])];
  return parameters.length === 0 ? {} : { parameters };
}

const inLanguage = {
  name: languageParameter,
  in: 'query',
  required: false,
  description: 'What people read in the answer is in this language.',
  schema: { enum: languages, default: languages[0] },
};

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function contentOf(message: Message, io: 'input' | 'output', blueprint: Blueprint): Json {
  if (message === 'capture') return { 'application/json': { schema: captureSchema(blueprint) } };
  if ('media' in message) return { [message.media]: { schema: { type: 'string' } } };
  return { 'application/json': { schema: schemaOf(message, io) } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return $schema === undefined ? {} : rest;
}

const person = {
  full_name: 'Two words or more',
  company_name: 'Company',
  email: 'E-mail',
  phone_number: 'Dominican, +1 809, 829 or 849, with or without the prefix',
} as const;
const further = ['landline_number', ...attributionFields];

/** The keys of a capture: the person, the service, and an optional answer to each question of the form. */
function captureSchema({ questions, services }: Blueprint): Json {
  const text = { type: 'string' } as const;
  const service = { type: 'string', enum: services.map(({ label }) => label) };
  return {
    type: 'object',
    required: [...Object.keys(person), 'service_type'],
    properties: {
      ...Object.fromEntries(
        Object.entries(person).map(([key, description]) => [key, { ...text, description }]),
      ),
      service_type: { anyOf: [service, { type: 'array', items: service, minItems: 1 }] },
      ...Object.fromEntries(further.map((key) => [key, text])),
      consent: { type: 'boolean' },
      marketing_opt_in: { type: 'boolean' },
      ...Object.fromEntries(
        questions.map(({ key, label, kind, options }) => [
          key,
          {
            type: kind === 'number' ? ['number', 'string'] : 'string',
            description: label,
            ...(options.length > 0 && { examples: options.map((option) => option.label) }),
          },
        ]),
      ),
    },
  };
}
