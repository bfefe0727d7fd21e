/** The sections of the page by what they are about, as they stand in its navigation. */
export const topics = [
  { name: 'setup', sections: ['connection', 'doctor', 'provision'] },
  { name: 'work', sections: ['waiting', 'deadLetters', 'reconciliation', 'health'] },
  { name: 'leads', sections: ['story', 'deliveries', 'sources', 'conversations'] },
  { name: 'team', sections: ['team', 'flow'] },
  { name: 'results', sections: ['analytics', 'experiments', 'refinement'] },
  { name: 'data', sections: ['persons', 'exports', 'audit'] },
] as const;

export type Section = (typeof topics)[number]['sections'][number];
