import type { Traces } from '../../../../domain/privacy/traces.js';

/** As the ledger of erasures knows them. */
export const keysOf = ({ phones, emails, taxIds }: Traces): readonly string[] => [
  ...phones.map((phone) => `phone:${phone}`),
  ...emails.map((email) => `email:${email}`),
  ...taxIds.map((taxId) => `tax:${taxId}`),
];
