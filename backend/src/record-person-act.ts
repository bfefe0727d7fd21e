import { recordAct } from './account/record-act.js';
import { markPerson } from './operations/privacy/mark-person.js';
import type { Services } from './services.js';

export interface PersonAct {
  readonly name: 'find' | 'export' | 'rectify' | 'erase' | 'check' | 'requests';
  /** Null where it is about nobody in particular. */
  readonly query: string | null;
}

/** What the command does is on record as what the page does, and of whom by a mark that names nobody (R8.2). */
export async function recordPersonAct(
  services: Services,
  { name, query }: PersonAct,
  work: () => Promise<void>,
): Promise<void> {
  const { store, clock } = services;
  await recordAct(
    { audit: store.audit, clock },
    { by: 'command', action: `command person ${name}` },
    async () => {
      const person = query === null ? null : await markPerson(services, query);
      await work();
      return person;
    },
    (person) => ({ status: 200, after: person === null ? null : { person } }),
  );
}
