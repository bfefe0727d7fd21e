import { emailsIn } from './emails-in.js';
import type { Person } from '../lead/lead.js';

/**
 * Keys by which one person is found again (decision 12): "phone:+18095550142", "email:carmen@elprogreso.example".
 * A landline is none: everyone in the firm answers it. Nor is what somebody typed in Kommo that is no number.
 */
export function personKeys({ phone, email }: Pick<Person, 'phone' | 'email'>): readonly string[] {
  return [
    ...(phone?.startsWith('+') ? [`phone:${phone}`] : []),
    ...emailsIn(email).map((one) => `email:${one}`),
  ];
}
