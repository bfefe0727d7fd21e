import type { Response } from 'express';
import { z } from 'zod';
import { leadClasses } from '../../../../contract/score.js';
import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import { promiseFor } from '../../operations/landing/form-promise.js';
import { thanksPage } from '../pages/form/thanks-page.js';
import type { FormTools } from './form-tools.js';
import { withdrawLink } from './withdraw.js';

const thanksSchema = z.object({
  leadClass: z.enum(leadClasses),
  services: z.array(z.enum(blueprint.services.map(({ key }) => key))),
  at: z.number(),
  captureId: z.uuid().nullable().default(null),
});
const list = new Intl.ListFormat('es', { type: 'conjunction' });

/** False for a token that is not ours; nothing personal is in it, so that it may stand in the address. */
export async function thank(tools: FormTools, token: string, response: Response): Promise<boolean> {
  const { services, seals } = tools;
  const { data } = thanksSchema.safeParse(seals.thanks.open(token));
  if (data === undefined) return false;
  const { leadClass, services: asked, at, captureId } = data;
  const labels = blueprint.services.filter(({ key }) => asked.includes(key));
  const html = thanksPage({
    leadClass,
    promised: await promiseFor(services, leadClass, new Date(at)),
    services: list.format(labels.map(({ label }) => label)),
    whatsappNumber: services.config.landing.whatsappNumber,
    withdraw: captureId === null ? null : withdrawLink(tools, captureId),
  });
  response.type('html').send(html);
  return true;
}
