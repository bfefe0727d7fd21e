import { emailsIn } from '../person/emails-in.js';
import type { Person } from '../lead/lead.js';

/** What a person's consents are found by: its number and its addresses (R8.1). */
export const consentNames = ({
  phone,
  email,
}: Pick<Person, 'phone' | 'email'>): readonly string[] => [
  ...(phone === null ? [] : [phone]),
  ...emailsIn(email),
];
