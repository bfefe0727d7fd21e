import type { HandOver } from './hand-over.js';

/** "Contabilidad, Nómina · Ferretería El Progreso SRL", in the preview as in Odoo. */
export const projectNameOf = ({
  services,
  person: { companyName, fullName },
}: Pick<HandOver, 'services' | 'person'>): string =>
  `${services.map(({ label }) => label).join(', ')} · ${companyName.trim() || fullName}`;
