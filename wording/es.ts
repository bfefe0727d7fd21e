import { alert } from './es/alert.js';
import { analytics } from './es/analytics.js';
import { assignment } from './es/assignment.js';
import { capture } from './es/capture.js';
import { connection } from './es/connection.js';
import { consent } from './es/consent.js';
import { correction } from './es/correction.js';
import { doctor } from './es/doctor.js';
import { experiment } from './es/experiment.js';
import { health } from './es/health.js';
import { http } from './es/http.js';
import { installation } from './es/installation.js';
import { kommo } from './es/kommo.js';
import { lint } from './es/lint.js';
import { message } from './es/message.js';
import { meta } from './es/meta.js';
import { oauth } from './es/oauth.js';
import { observe } from './es/observe.js';
import { odoo } from './es/odoo.js';
import { person } from './es/person.js';
import { plain } from './es/plain.js';
import { preflight } from './es/preflight.js';
import { preview } from './es/preview.js';
import { privacy } from './es/privacy.js';
import { problem } from './es/problem.js';
import { proposal } from './es/proposal.js';
import { provision } from './es/provision.js';
import { reconciliation } from './es/reconciliation.js';
import { rehearsal } from './es/rehearsal.js';
import { restore } from './es/restore.js';
import { refinement } from './es/refinement.js';
import { rights } from './es/rights.js';
import { setup } from './es/setup.js';
import { stage } from './es/stage.js';
import { story } from './es/story.js';
import { touch } from './es/touch.js';
import { trial } from './es/trial.js';
import { variable } from './es/variable.js';
import { work } from './es/work.js';

/** Every subject, each by the first word of its codes. */
export const es = {
  alert,
  analytics,
  assignment,
  capture,
  connection,
  consent,
  correction,
  doctor,
  experiment,
  health,
  http,
  installation,
  kommo,
  lint,
  message,
  meta,
  oauth,
  observe,
  odoo,
  person,
  plain,
  preflight,
  preview,
  privacy,
  problem,
  proposal,
  provision,
  reconciliation,
  rehearsal,
  restore,
  refinement,
  rights,
  setup,
  stage,
  story,
  touch,
  trial,
  variable,
  work,
} as const;
