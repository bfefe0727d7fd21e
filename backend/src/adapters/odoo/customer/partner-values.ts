import type { HandOver } from '../odoo.js';
import type { Fields } from '../records/records.js';
import type { OdooTaxId } from './tax-id.js';
import { noteLabels } from '../../../../../domain/blueprint/odoo-notes.js';
import { escapeHtml } from '../../../../../domain/escape-html.js';
import { oneLine } from '../records/values.js';

export interface PartnerValues {
  readonly name: string;
  readonly is_company: boolean;
  readonly parent_id: number | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly vat: string | null;
  readonly lang: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly zip: string | null;
  readonly country_id: number | null;
  readonly user_id: number | null;
  readonly comment: string | null;
}

export interface Place {
  readonly countryId: number | null;
  readonly language: string | null;
  readonly parentId: number | null;
  readonly taxId: OdooTaxId;
}

/** Tax id and address are "commercial": Odoo copies them from the company to its contacts. */
export const companyValues = (handOver: HandOver, fields: Fields, place: Place): PartnerValues => ({
  ...common(handOver, place),
  name: oneLine(handOver.person.companyName),
  is_company: true,
  email: null,
  // From 19 on a contact has one number only, so the landline is kept at the company.
  phone: 'mobile' in fields ? null : handOver.person.landline,
  mobile: null,
});

export const contactValues = (handOver: HandOver, fields: Fields, place: Place): PartnerValues => {
  const { phone, landline } = handOver.person;
  const hasMobile = 'mobile' in fields;
  return {
    ...common(handOver, place),
    ...(place.parentId === null ? {} : { street: null, city: null, zip: null, country_id: null }),
    name:
      oneLine(handOver.person.fullName) ||
      oneLine(handOver.leadName) ||
      `Kommo ${handOver.kommoLeadId}`,
    is_company: false,
    email: handOver.person.email,
    comment: handOver.otherEmails?.length
      ? `<p>${escapeHtml(`${noteLabels.otherEmails}: ${handOver.otherEmails.join(', ')}`)}</p>`
      : common(handOver, place).comment,
    phone: hasMobile ? landline : (phone ?? landline),
    mobile: phone,
  };
};

function common(handOver: HandOver, { countryId, language, parentId, taxId }: Place) {
  const address = handOver.address ?? { street: null, city: null, zip: null };
  return {
    parent_id: parentId,
    vat: 'digits' in taxId ? taxId.digits : null,
    lang: language,
    ...address,
    country_id: countryId,
    user_id: null,
    comment: taxId.kind === 'other' ? taxNote(taxId.shown) : null,
  };
}

/** For numbers that Odoo's own check would refuse. */
export const taxNote = (shown: unknown): string =>
  `<p>${noteLabels.taxId}: ${escapeHtml(String(shown))}</p>`;
