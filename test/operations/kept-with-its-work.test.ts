import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { raiseAlerts } from '../../backend/src/operations/alerts/raise-alerts.js';
import { passConversation } from '../../backend/src/operations/card/pass-conversation.js';
import { beginExport } from '../../backend/src/operations/exports/begin-export.js';
import { startRequest } from '../../backend/src/operations/privacy/start-request.js';
import { readProposal } from '../../backend/src/operations/proposals/read-proposal.js';
import { sendProposal } from '../../backend/src/operations/proposals/send-proposal.js';
import type { Services } from '../../backend/src/services.js';
import { captureLead, person } from './privacy/person-everywhere.js';
import { openWorkWorld } from './work-world.js';
import type { WorkWorld } from './work-world.js';

let work: WorkWorld;
let folder: string;
let kommoLeadId = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kept-'));
  const recipient = await identityToRecipient(await generateX25519Identity());
  work = await openWorkWorld({ env: { DATA_DIR: folder, EXPORT_RECIPIENT: recipient } });
  ({ kommoLeadId } = await captureLead(work));
});
afterAll(async () => {
  await work.close();
  await rm(folder, { recursive: true, force: true });
});

const asked = { by: 1001, requestId: 'request' };
const alert = { subject: 'disk', levels: [90], count: 91, limit: 100 } as const;

/** What a person or a tick begins, with what is then on record. */
const acts: Readonly<
  Record<
    string,
    {
      readonly act: (services: Services) => Promise<unknown>;
      readonly kept: (services: Services) => Promise<unknown>;
      readonly nothing: unknown;
    }
  >
> = {
  'a proposal (R3.1)': {
    act: async (services) => {
      const { draft } = await readProposal(work.services, kommoLeadId);
      return sendProposal(services, kommoLeadId, { draft, ...asked });
    },
    kept: ({ store }) => store.proposals.newest(kommoLeadId),
    nothing: null,
  },
  'a request about a person (R8.1)': {
    act: (services) =>
      startRequest(services, {
        ...{ kind: 'rectify', query: person.phone, by: 'user:1001' },
        change: { fullName: 'Altagracia M. Vásquez' },
      }),
    kept: ({ store }) => store.privacyRequests.list(5),
    nothing: [],
  },
  'an export (R8.3)': {
    act: (services) => beginExport(services, 'user:1001'),
    kept: ({ exports }) => exports.list(5),
    nothing: [],
  },
  'an alert (R8.5)': {
    act: (services) => raiseAlerts(services, alert),
    kept: ({ store }) => store.alerts.open(),
    nothing: [],
  },
  'a conversation that a person takes (R4.1)': {
    act: async (services) => {
      await services.store.conversations.change(kommoLeadId, ['none'], { state: 'waiting' });
      return passConversation(services, kommoLeadId, { to: 'person', ...asked });
    },
    kept: async ({ store }) => (await store.conversations.find([kommoLeadId]))[0]?.state,
    nothing: 'waiting',
  },
};

test.each(Object.entries(acts))(
  '%s is kept only together with the work that follows: cut off between them it can be done again',
  async (_name, { act, kept, nothing }) => {
    const { services } = work;
    const cut = () => Promise.reject(new Error('the process ends here'));
    const broken = { ...services, enqueue: cut, enqueueWithin: () => cut };
    await expect(act(broken)).rejects.toThrow('the process ends here');
    expect(await kept(services)).toEqual(nothing);

    await act(services);
    await work.rest();
    expect(await kept(services)).not.toEqual(nothing);
  },
);
