import { createHash } from 'node:crypto';
import express, { Router } from 'express';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import {
  readAccountHook,
  readBotRequest,
  readPipelineAction,
} from '../../adapters/kommo/hooks/webhook.js';
import { AppError } from '../../errors.js';
import { keepUnreadable, receiveHook } from '../../journey/hooks/receive-hook.js';
import type { Services } from '../../services.js';
import { allowIps } from '../middleware/allow-ips.js';
import { matchesAny } from '../middleware/bearer.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { requestIdOf } from '../middleware/request-id.js';

/**
 * Kommo posts thousands of fields in one body. It repeats a delivery that it is told is too large and then ends the hook,
 * so the limit is twice what 250 leads of sixty fields take.
 */
const rawBody = express.raw({ type: () => true, limit: '4mb' });

type Kind = 'account' | 'pipeline' | 'salesbot';

/** How each kind is read and stored; each is answered within Kommo's 2 s, and acted on later (decision 1). */
const takers: readonly { readonly kind: Kind; readonly below: string; readonly take: Taker }[] = [
  { kind: 'account', below: '', take: takeAccountHook },
  { kind: 'pipeline', below: '/pipeline', take: takePipelineAction },
  { kind: 'salesbot', below: '/salesbot', take: takeBotRequest },
];

/** `POST /webhooks/kommo/:secret`, `…/pipeline` and `…/salesbot`; a slash at the end is as good as none. */
export function kommoHookRoutes(services: Services): Router {
  const { hookIps, hookSecrets } = services.config.kommo;
  const router = Router();
  for (const { kind, below, take } of takers) {
    router
      .route(`/webhooks/kommo/:secret${below}`)
      .post(
        allowIps(hookIps),
        knowsSecret(hookSecrets),
        rawBody,
        receive(services, kind, take),
        keepRefused(services, kind),
      )
      .all(methodNotAllowed('POST'));
  }
  return router;
}

/** A stranger gets the answer of an address that does not exist. */
const knowsSecret =
  (secrets: readonly string[]): RequestHandler =>
  (request, _response, next) => {
    const secret = request.params['secret'];
    if (typeof secret !== 'string' || !matchesAny(secret, secrets)) {
      throw new AppError('not_found', 'The secret in the hook address is wrong.');
    }
    next();
  };

interface Incoming {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly requestId: string;
}

type Taker = (services: Services, incoming: Incoming) => Promise<void>;

const receive =
  (services: Services, kind: Kind, take: Taker): RequestHandler =>
  async (request, response) => {
    const incoming = incomingOf(request, response);
    try {
      await take(services, incoming);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      await keep(services, kind, incoming);
    }
    response.status(200).json({ status: 'ok' });
  };

function incomingOf(request: Request, response: Response): Incoming {
  const body: unknown = request.body;
  return {
    bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    contentType: request.get('content-type') ?? '',
    requestId: requestIdOf(response),
  };
}

async function takeAccountHook(services: Services, incoming: Incoming): Promise<void> {
  const { bytes, contentType, requestId } = incoming;
  const hook = readAccountHook(bytes, contentType);
  await receiveHook(services, { kind: 'account', requestId }, hook);
}

async function takePipelineAction(services: Services, incoming: Incoming): Promise<void> {
  const { bytes, contentType, requestId } = incoming;
  const hook = readPipelineAction(bytes, contentType);
  const { action: tile, key } = hook.settings;
  // A tile of the widget carries a key of its own: the address is the same in every copy of the zip.
  if (key !== undefined && !matchesAny(key, services.config.kommo.hookSecrets)) {
    throw new AppError('not_found', 'The key in the tile of the digital pipeline is wrong.');
  }
  const more = tile === undefined ? {} : { tile };
  await receiveHook(services, { kind: 'pipeline', requestId }, hook, more);
}

async function takeBotRequest(services: Services, incoming: Incoming): Promise<void> {
  const { bytes, contentType, requestId } = incoming;
  const request = readBotRequest(bytes, contentType);
  const { entity, entityId, returnPath } = await services.openToBots(request);
  const lead = { entity, action: 'bot', id: entityId, statusId: null, fingerprint: null };
  const hook = {
    accountId: null,
    hints: [lead],
    // A bot waits once at each return address.
    dedupeKey: hashOf(returnPath),
  };
  const bot = { leadId: entityId, returnPath, data: request.data };
  await receiveHook(services, { kind: 'salesbot', requestId }, hook, { bot });
}

/** A key or a token that is wrong is not a body that cannot be read. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'invalid_body';

const keep = (services: Services, kind: Kind, { bytes, requestId }: Incoming): Promise<void> =>
  keepUnreadable(
    services,
    { kind, requestId },
    { text: bytes.toString(), dedupeKey: hashOf(bytes) },
  );

const hashOf = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');

const parserError = z.object({ type: z.enum(['entity.too.large', 'encoding.unsupported']) });

/** What the body parser refuses is as unreadable as the rest. */
const keepRefused =
  (services: Services, kind: Kind): ErrorRequestHandler =>
  async (error: unknown, request, response, next) => {
    const refused = parserError.safeParse(error);
    if (!refused.success || error instanceof AppError) {
      next(error);
      return;
    }
    const text = `${refused.data.type}: ${request.get('content-length') ?? '?'} bytes`;
    const incoming = { ...incomingOf(request, response), bytes: Buffer.from(text) };
    await keep(services, kind, incoming);
    response.status(200).json({ status: 'ok' });
  };
