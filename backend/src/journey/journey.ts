import { lookAgain } from './look-again.js';
import { readHook } from './read-hook.js';
import { score } from './score.js';
import { sendToKommo } from './send-to-kommo.js';
import { sendToOdoo } from './send-to-odoo.js';
import { win } from './win.js';

/** The steps of a lead, in the order they happen. The README prints this table. */
export const journey = [score, sendToKommo, readHook, lookAgain, win, sendToOdoo] as const;
