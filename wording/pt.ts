import { alert } from './pt/alert.js';
import { analytics } from './pt/analytics.js';
import { assignment } from './pt/assignment.js';
import { capture } from './pt/capture.js';
import { connection } from './pt/connection.js';
import { consent } from './pt/consent.js';
import { correction } from './pt/correction.js';
import { doctor } from './pt/doctor.js';
import { experiment } from './pt/experiment.js';
import { health } from './pt/health.js';
import { http } from './pt/http.js';
import { installation } from './pt/installation.js';
import { kommo } from './pt/kommo.js';
import { lint } from './pt/lint.js';
import { message } from './pt/message.js';
import { meta } from './pt/meta.js';
import { oauth } from './pt/oauth.js';
import { observe } from './pt/observe.js';
import { odoo } from './pt/odoo.js';
import { person } from './pt/person.js';
import { plain } from './pt/plain.js';
import { preflight } from './pt/preflight.js';
import { preview } from './pt/preview.js';
import { privacy } from './pt/privacy.js';
import { problem } from './pt/problem.js';
import { proposal } from './pt/proposal.js';
import { provision } from './pt/provision.js';
import { reconciliation } from './pt/reconciliation.js';
import { rehearsal } from './pt/rehearsal.js';
import { restore } from './pt/restore.js';
import { refinement } from './pt/refinement.js';
import { rights } from './pt/rights.js';
import { setup } from './pt/setup.js';
import { stage } from './pt/stage.js';
import { story } from './pt/story.js';
import { touch } from './pt/touch.js';
import { trial } from './pt/trial.js';
import { variable } from './pt/variable.js';
import { work } from './pt/work.js';

export const pt = {
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
