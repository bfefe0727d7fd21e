import type { FieldProblem } from '../field-problem.js';

export const noService: FieldProblem = {
  field: 'service_type',
  reason: { code: 'capture.missing' },
  remedy: { code: 'capture.service_remedy' },
};
export const noConsent: FieldProblem = {
  field: 'consent',
  reason: { code: 'capture.consent_needed' },
  remedy: { code: 'capture.consent_needed_remedy' },
};
