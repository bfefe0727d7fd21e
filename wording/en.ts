import { alert } from './en/alert.js';
import { analytics } from './en/analytics.js';
import { assignment } from './en/assignment.js';
import { capture } from './en/capture.js';
import { connection } from './en/connection.js';
import { consent } from './en/consent.js';
import { correction } from './en/correction.js';
import { doctor } from './en/doctor.js';
import { experiment } from './en/experiment.js';
import { health } from './en/health.js';
import { http } from './en/http.js';
import { installation } from './en/installation.js';
import { kommo } from './en/kommo.js';
import { lint } from './en/lint.js';
import { message } from './en/message.js';
import { meta } from './en/meta.js';
import { oauth } from './en/oauth.js';
import { observe } from './en/observe.js';
import { odoo } from './en/odoo.js';
import { person } from './en/person.js';
import { plain } from './en/plain.js';
import { preflight } from './en/preflight.js';
import { preview } from './en/preview.js';
import { privacy } from './en/privacy.js';
import { problem } from './en/problem.js';
import { proposal } from './en/proposal.js';
import { provision } from './en/provision.js';
import { reconciliation } from './en/reconciliation.js';
import { rehearsal } from './en/rehearsal.js';
import { restore } from './en/restore.js';
import { refinement } from './en/refinement.js';
import { rights } from './en/rights.js';
import { setup } from './en/setup.js';
import { stage } from './en/stage.js';
import { story } from './en/story.js';
import { touch } from './en/touch.js';
import { trial } from './en/trial.js';
import { variable } from './en/variable.js';
import { work } from './en/work.js';

export const en = {
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
