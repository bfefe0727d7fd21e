import type { SourcesPage } from '../../../../contract/source.js';
import { landing } from '../../../../domain/blueprint/landing.js';
import { formSteps } from '../../../../domain/form/form-plan.js';
import { dayMs, localDateOf } from '../../../../domain/time/local-time.js';
import type { Services } from '../../services.js';

const days = 30;

/** Where visitors of the form leave it, counted without saying who (R2.4). */
export async function readDropOff({
  store,
  clock,
  blueprint,
}: Services): Promise<SourcesPage['form']> {
  const since = new Date(clock().getTime() - days * dayMs);
  const counts = await store.landing.countsSince(localDateOf(since));
  const countOf = (name: string): number => counts.get(name) ?? 0;
  const leftAt = (key: string): number =>
    formSteps.reduce((sum, step) => sum + countOf(`left:${step}:${key}`), 0);
  const asked = [
    { key: 'service_type', label: landing.words.service },
    ...Object.entries(landing.contact).map(([key, { label }]) => ({ key, label })),
    ...blueprint.questions,
  ];
  return {
    days,
    opened: countOf('opened'),
    steps: formSteps.map((step) => ({
      label: landing.steps[step].title,
      sent: countOf(`sent:${step}`),
    })),
    questions: asked
      .map(({ key, label }) => ({ label, answered: countOf(`answered:${key}`), left: leftAt(key) }))
      .filter(({ answered, left }) => answered > 0 || left > 0),
  };
}
