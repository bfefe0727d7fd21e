import { factsOf } from '../../../../domain/lead/facts.js';
import { scoreInlead } from '../../../../domain/score/inlead-score.js';
import { scorePre } from '../../../../domain/score/score-pre.js';
import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import { step } from '../../work/step.js';

/** Turns captures into leads with their first score (R2.5); InLead's own number is kept beside it (R1.3). */
export const score = step(
  'score',
  async ({ store, blueprint, scoreTables, clock, log }, inputs) => {
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
  },
);
