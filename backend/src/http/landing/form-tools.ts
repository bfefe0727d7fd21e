import type { Request } from 'express';
import { consentTextsOf } from '../pages/form/firm-texts.js';
import type { ConsentTexts } from '../pages/form/firm-texts.js';
import { keyedHash } from '../../operations/landing/form-limit.js';
import type { Services } from '../../services.js';
import { callerOf } from '../middleware/address.js';
import { createSeal } from './seal.js';
import type { Seal } from './seal.js';
import { withdrawSeal } from './withdraw-address.js';

/** What the pages of the form share; built once. */
export interface FormTools {
  readonly services: Services;
  readonly seals: Readonly<Record<'form' | 'visit' | 'thanks' | 'draft' | 'withdraw', Seal>>;
  readonly consent: ConsentTexts;
  readonly publicUrl: string;
}

export function createFormTools(services: Services): FormTools {
  const { kommo, landing, publicUrl } = services.config;
  const seal = (purpose: string) => createSeal(kommo.clientSecrets, `form ${purpose}`);
  return {
    services,
    seals: {
      form: seal('state'),
      visit: seal('visit'),
      thanks: seal('thanks'),
      draft: seal('draft'),
      withdraw: withdrawSeal(services.config),
    },
    consent: consentTextsOf(landing.firm),
    publicUrl,
  };
}

/** The visitor's network as a keyed hash. */
export const addressHashOf = ({ services }: FormTools, request: Request): string =>
  keyedHash(services.config, callerOf(request.ip ?? ''));
