import type { ActionAnswers } from '../../contract/answers.js';
import type { CallList } from '../../contract/calls.js';
import { widgetPaths } from '../../contract/paths.js';
import type { Outcome } from '../outcome.js';
import type { Ask } from './companion.js';
import { createGuards } from './guard.js';
import guards from './guards/action.json';

const { check } = createGuards<ActionAnswers>(guards);

/** "A quién llamo primero". */
export const readCalls = (ask: Ask): Promise<Outcome<CallList>> =>
  ask({ method: 'GET', url: widgetPaths.calls() }, check('calls'));
