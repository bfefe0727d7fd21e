import { allTouches } from '../../../../domain/blueprint/follow-up.js';
import { followUpPace, pilot } from '../../../../domain/experiment/experiment.js';
import type { Tried } from '../../../../domain/experiment/experiment.js';
import type { Sentence } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';

export interface Target extends Tried {
  readonly label: Sentence;
}

/**
 * What can be tried in two versions. A conversation's opening template is sent by its own bot: another version of it is another
 * conversation.
 */
export const listTargets = ({
  blueprint,
  config,
}: Pick<Services, 'blueprint' | 'config'>): readonly Target[] => [
  ...(config.landing.inleadUrl === null
    ? []
    : [{ ...pilot, label: { code: 'experiment.target_landing' } } as const]),
  ...blueprint.services.map(({ key, label }) => ({
    ...({ subject: 'conversation', target: key } as const),
    label: { code: 'experiment.target_conversation', params: { name: label } } as const,
  })),
  ...templates.map((target) => ({
    ...({ subject: 'template', target } as const),
    label: { code: 'experiment.target_template', params: { name: target } } as const,
  })),
  { ...followUpPace, label: { code: 'experiment.target_delay' } },
];

const templates = [
  ...new Set(['welcome', ...allTouches.flatMap(({ whatsapp }) => whatsapp ?? [])]),
];
