import { landing } from '../../../../../domain/blueprint/landing.js';
import type { Services } from '../../../services.js';
import { fill } from './layout.js';

/** As the configuration names it. */
export type Firm = Services['config']['landing']['firm'];

export interface ConsentTexts {
  readonly contact: string;
  readonly marketing: string;
}

/** What the boxes say, word for word: what is shown is what is kept as proof. */
export const consentTextsOf = (firm: Firm): ConsentTexts => ({
  contact: withFirm(landing.consent.contact, firm),
  marketing: withFirm(landing.consent.marketing, firm),
});

export const withFirm = (text: string, { taxId, address, privacyEmail }: Firm): string =>
  fill(text, {
    firm: landing.firm,
    taxId: taxId === null ? '' : `, RNC ${taxId}`,
    address: address === null ? '' : `, ${address},`,
    email: privacyEmail === null ? '' : ` en ${privacyEmail}`,
  }).replace(/,\./gu, '.');
