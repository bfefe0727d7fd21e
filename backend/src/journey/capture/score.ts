import { consentNames } from '../../../../domain/consent/consent-names.js';
import { consentsOf } from '../../../../domain/consent/consents-of.js';
import { factsOf } from '../../../../domain/lead/facts.js';
import { scoreInlead } from '../../../../domain/score/inlead-score.js';
import { scorePre } from '../../../../domain/score/score-pre.js';
import type { Services } from '../../services.js';
import type { StoredCapture } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import { step } from '../../work/step.js';

/** Turns captures into leads with their first score (R2.5); InLead's own number is kept beside it (R1.3). */
export const score = step('score', async (services, inputs) => {
  const { store, blueprint, scoreTables, clock, log } = services;
  const captures = await store.captures.findByIds(inputs.map(({ id }) => id));

  const tests = new Set(captures.flatMap(({ id, profile }) => (profile.isTest ? [id] : [])));
  const real = captures.filter(({ id }) => !tests.has(id));
  const leads = real.map(({ id, profile, receivedAt }) => ({
    lead: {
      id,
      profile,
      capturedAt: receivedAt,
      kommoLeadId: null,
      kommoContactId: null,
      kommoCompanyId: null,
      sendingSince: null,
    },
    score: scorePre(factsOf(profile), scoreTables.pre, blueprint),
    cause: 'captured',
  }));

  await recordConsents(services, real);
  await store.leads.insertMany(leads);
  for (const { id, profile } of real) {
    if (profile.inleadScore === null) continue;
    await store.scores.append(
      id,
      scoreInlead(profile.inleadScore, scoreTables.pre.classes),
      'captured',
      clock(),
    );
  }
  log.info({ leads: leads.length, tests: tests.size }, 'scored captures');

  return inputs.map(({ id }) =>
    tests.has(id) ? done() : done(next('send-to-kommo', { leadId: id })),
  );
});

/** Before the lead is there: what is sent by itself relies on it (R8.1). */
const recordConsents = (
  { store, config }: Services,
  captures: readonly StoredCapture[],
): Promise<void> =>
  store.consents.record(
    captures.flatMap((capture) =>
      consentsOf(capture, config.messages.consentTexts).map((entry) => ({
        names: consentNames(capture.profile.person),
        entry,
      })),
    ),
  );
