import express from 'express';
import { z } from 'zod';
import { page } from '../pages/layout.js';
import { leadForm } from './lead-form.js';
import type { Fields, Meta, ToSend } from './meta.js';
import { metaPage } from './meta-page.js';

interface MetaPages {
  readonly companionUrl: string;
  readonly odooUrl: string;
}

const filled = z.record(z.string(), z.string());

/** `/meta`: a person fills in the ad, verifies the webhook, lets the Graph API fail. */
export function createMetaPages(meta: Meta, { companionUrl, odooUrl }: MetaPages): express.Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: false });
  const show = (said: string | null) => page('Meta', metaPage(meta, said), odooUrl);
  router.get('/meta', (_req, res) => {
    res.type('html').send(show(null));
  });
  router.post('/meta/leads', form, async (req, res) => {
    await meta.send(toSend(filled.parse(req.body)));
    res.redirect(303, '/meta');
  });
  router.post('/meta/faults', form, (req, res) => {
    const { code, times } = z
      .object({ code: z.coerce.number().int(), times: z.coerce.number().int().min(1).max(50) })
      .parse(req.body);
    meta.faults.add({ code, times, message: `Pedido por una persona (#${code})`, minutes: 15 });
    res.redirect(303, '/meta');
  });
  router.post('/meta/verify', async (_req, res) => {
    res.type('html').send(show(await verify(companionUrl, meta.secrets.verifyToken)));
  });
  return router;
}

function toSend({ kind = 'real', consent, ...answers }: Readonly<Record<string, string>>): ToSend {
  const fields: Fields = Object.fromEntries(
    Object.entries(answers).filter(
      ([key, value]) => value !== '' && leadForm.questions.some((one) => one.key === key),
    ),
  );
  const person = (index: number): Fields =>
    index === 0
      ? fields
      : { ...fields, email: `persona${index}@example.com`, phone_number: `+1809555018${index}` };
  return {
    people: kind === 'batch' ? [0, 1, 2].map(person) : kind === 'test' ? [{}] : [fields],
    isTest: kind === 'test',
    consents: [{ checkbox_key: 'acepto_ser_contactado', is_checked: consent === '1' ? '1' : '' }],
    times: kind === 'duplicate' ? 3 : kind === 'lost' ? 0 : 1,
    delaySeconds: kind === 'late' ? 600 : 0,
    manner: kind === 'unsigned' ? 'unsigned' : kind === 'wrong' ? 'wrong-signature' : 'signed',
  };
}

/** Meta's handshake when the address is entered: the challenge must come back as it was sent. */
async function verify(companionUrl: string, token: string): Promise<string> {
  const challenge = '1158201444';
  const query = new URLSearchParams({
    ...{ 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': token },
  });
  try {
    const address = `${companionUrl}/webhooks/meta?${query.toString()}`;
    const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
    const text = await response.text();
    return response.ok && text === challenge
      ? 'La dirección respondió como Meta espera.'
      : `No respondió como Meta espera: ${response.status} ${text.slice(0, 200)}`;
  } catch {
    return 'La aplicación no responde.';
  }
}
