import type { ServiceKey } from '../../lead/lead.js';
import type { Conversation } from '../../conversation/conversation.js';
import { accounting } from './accounting.js';
import { consulting } from './consulting.js';
import { payroll } from './payroll.js';
import { tax } from './tax.js';

/** The conversation of each service: texts, branches and points in one tree (R4.2, R4.3). */
export const conversations = {
  accounting,
  tax,
  payroll,
  consulting,
} as const satisfies Readonly<Record<ServiceKey, Conversation>>;
