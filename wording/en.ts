import { alert } from './en/alert.js';
import { capture } from './en/capture.js';
import { correction } from './en/correction.js';
import { http } from './en/http.js';
import { kommo } from './en/kommo.js';
import { person } from './en/person.js';
import { plain } from './en/plain.js';
import { problem } from './en/problem.js';
import { reconciliation } from './en/reconciliation.js';
import { work } from './en/work.js';

export const en = {
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
