import { alert } from './es/alert.js';
import { capture } from './es/capture.js';
import { correction } from './es/correction.js';
import { http } from './es/http.js';
import { kommo } from './es/kommo.js';
import { person } from './es/person.js';
import { plain } from './es/plain.js';
import { problem } from './es/problem.js';
import { reconciliation } from './es/reconciliation.js';
import { work } from './es/work.js';

/** Every subject, each by the first word of its codes. */
export const es = {
  alert,
  capture,
  correction,
  http,
  kommo,
  person,
  plain,
  problem,
  reconciliation,
  work,
} as const;
