import { extname } from 'node:path';
import express, { type Response, type Router } from 'express';
import { z } from 'zod';
import { type HostTools, sessionUser } from './host-tools.js';
import { mintOneTimeToken, tokenVariants } from './one-time-token.js';
import { installFrom, saveSchema } from './widget-install.js';

const listSchema = z.array(z.unknown());

/** Salesbot's own limit for a bot's text (Kommo: Salesbot in the digital pipeline). */
const mostBotBytes = 64 * 1024;

/** What a widget asks its page's own server for: files, the one-time token, saving. */
export function createWidgetRouter(tools: HostTools): Router {
  const router = express.Router();
  router.get('/widgets/:code/*path', (request, response) =>
    sendWidgetFile(tools, request.params, response),
  );
  addToken(router, tools);
  addSaving(router, tools);
  return router;
}

async function sendWidgetFile(
  { options, loadWidget }: HostTools,
  params: { readonly code: string; readonly path: readonly string[] },
  response: Response,
): Promise<void> {
  const zip = await loadWidget();
  const name = params.path.join('/');
  const isThere = zip.kind === 'accepted' && Object.hasOwn(zip.files, name);
  const bytes = isThere ? zip.files[name] : undefined;
  if (params.code !== options.widgetCode || bytes === undefined) {
    response.status(404).type('text').send('No such file in the widget');
    return;
  }
  response.type(extname(params.path.at(-1) ?? '') || 'bin').send(Buffer.from(bytes));
}

function addToken(router: Router, { options }: HostTools): void {
  router.get('/ajax/v2/integrations/:uuid/disposable_token', async (request, response) => {
    const user = sessionUser(request, options.users);
    if (request.get('x-requested-with') !== 'XMLHttpRequest' || user === undefined) {
      response.status(user === undefined ? 401 : 403).json({ status: 'error' });
      return;
    }
    if (request.params.uuid !== options.clientUuid) {
      response.status(404).json({ status: 'error' });
      return;
    }
    // `?token=` is ours: the page passes its switch on.
    const variant = tokenVariants.find((name) => name === request.query['token']) ?? null;
    response.set('cache-control', 'no-store');
    response.json({ token: await mintOneTimeToken(options, user, variant) });
  });
}

function addSaving(router: Router, { options, store, loadWidget }: HostTools): void {
  const json = express.json({ limit: '1mb' });
  router.post('/ajax/widgets/edit', json, async (request, response) => {
    const zip = await loadWidget();
    const save = saveSchema.safeParse(request.body);
    const user = sessionUser(request, options.users);
    if (zip.kind === 'refused' || !save.success || user?.isAdmin !== true) {
      response.status(400).json({ status: 'error' });
      return;
    }
    const install = installFrom(zip.manifest, save.data);
    await store.write('widget', install);
    response.json(install);
  });
  router.post('/ajax/triggers', json, async (request, response) => {
    const triggers = listSchema.safeParse(await store.read('triggers')).data ?? [];
    await store.write('triggers', [...triggers, request.body]);
    response.status(201).json({ status: 'success' });
  });
  router.post('/ajax/bots', json, async (request, response) => {
    const bots = listSchema.safeParse(await store.read('bots')).data ?? [];
    if (Buffer.byteLength(JSON.stringify(request.body)) > 2 * mostBotBytes) {
      response.status(413).json({ status: 'error' });
      return;
    }
    await store.write('bots', [...bots, request.body]);
    options.botSaved?.(request.body);
    response.status(201).json({ status: 'success' });
  });
}
