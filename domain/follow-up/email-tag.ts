import type { EmailKey } from '../conversation/template.js';

/** The account's own trigger sends the e-mail when this tag comes to the lead: no bot step for e-mail is known (R5.2). */
export const emailTag = (email: EmailKey): string => `correo-${email}`;
