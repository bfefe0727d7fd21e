import { alert } from './pt/alert.js';
import { capture } from './pt/capture.js';
import { correction } from './pt/correction.js';
import { http } from './pt/http.js';
import { kommo } from './pt/kommo.js';
import { person } from './pt/person.js';
import { plain } from './pt/plain.js';
import { problem } from './pt/problem.js';
import { reconciliation } from './pt/reconciliation.js';
import { work } from './pt/work.js';

export const pt = {
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
