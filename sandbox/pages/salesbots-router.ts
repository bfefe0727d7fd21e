import express from 'express';
import { z } from 'zod';
import type { KommoStandIn } from '../kommo/kommo.js';
import { isSwitchName, switchMeanings } from '../kommo/switches.js';
import { botTriggerSchema } from '../kommo/triggers/bot-triggers.js';
import { allSwitchesPage } from './all-switches.js';
import { page } from './layout.js';
import { salesbotsPage } from './salesbots.js';
import type { ImportResult } from './salesbots.js';

const form = express.urlencoded({ extended: false, limit: '1mb' });

const importing = z.object({ source: z.string(), over: z.string().default('') });
const triggering = z.object({
  ...{ bot_id: z.coerce.number().int(), occasion: z.string() },
  delay_seconds: z.coerce.number().int().nonnegative(),
});

/** Forms without a script: importing, switching, what starts a bot. */
export function createSalesbotPages(kommo: KommoStandIn, odooUrl: string | null): express.Router {
  const { account, bots, botTriggers } = kommo;
  const router = express.Router();
  const show = (result: ImportResult | null) =>
    page('Salesbots', salesbotsPage(kommo, result), odooUrl);
  router.get('/sandbox/salesbots', (_req, res) => {
    res.type('html').send(show(null));
  });
  router.post('/sandbox/salesbots', form, (req, res) => {
    const { source, over } = importing.parse(req.body);
    const imported = bots.library.import(source, over === '' ? {} : { id: Number(over) });
    if (imported.kind === 'imported') res.redirect(303, '/sandbox/salesbots');
    else
      res
        .status(422)
        .type('html')
        .send(show({ source, errors: imported.errors }));
  });
  router.post('/sandbox/salesbots/:id/active', form, (req, res) => {
    const bot = account.state.bots.get(Number(req.params.id));
    const { active } = z.object({ active: z.string() }).parse(req.body);
    if (bot) account.state.bots.set(bot.id, { ...bot, is_active: active === '1' });
    res.redirect(303, '/sandbox/salesbots');
  });
  router.post('/sandbox/salesbots/triggers', form, (req, res) => {
    botTriggers.add(readTrigger(req.body));
    res.redirect(303, '/sandbox/salesbots');
  });
  router.post('/sandbox/salesbots/triggers/clear', (_req, res) => {
    botTriggers.clear();
    res.redirect(303, '/sandbox/salesbots');
  });
  router.get('/sandbox/all-switches', (_req, res) => {
    res.type('html').send(page('Interruptores', allSwitchesPage(account), odooUrl));
  });
  router.post('/sandbox/all-switches', form, (req, res) => {
    const { on = [] } = z
      .object({ on: z.union([z.string(), z.array(z.string())]).exactOptional() })
      .parse(req.body ?? {});
    const wanted = new Set(Array.isArray(on) ? on : [on]);
    for (const name of Object.keys(switchMeanings))
      if (isSwitchName(name)) account.switches.set(name, wanted.has(name));
    res.redirect(303, '/sandbox/all-switches');
  });
  return router;
}

/** "stage 8572511 142", "message" or "talk". */
function readTrigger(body: unknown) {
  const { bot_id, occasion, delay_seconds } = triggering.parse(body);
  const [on, pipeline, status] = occasion.split(' ');
  return botTriggerSchema.parse({
    ...{ kind: 'start-bot', bot_id, on, delay_seconds },
    ...(status !== undefined && { pipeline_id: Number(pipeline), status_id: Number(status) }),
  });
}
