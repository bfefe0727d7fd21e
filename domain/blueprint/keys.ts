import type { questions } from './form.js';
import type { services } from './service-lines.js';

/** What exists is what the data names: a new service or question needs no second list. */
export type ServiceKey = (typeof services)[number]['key'];
export type QuestionKey = (typeof questions)[number]['key'];
