import { createApp } from '../../../backend/src/app.js';
import { widgetPaths } from '../../../contract/paths.js';
import { proposalSchema } from '../../../contract/proposal.js';
import type { Proposal } from '../../../contract/proposal.js';
import { openTalkWorld } from '../../journey/conversation/talk-world.js';
import type { TalkWorld } from '../../journey/conversation/talk-world.js';
import type { Driven } from '../../support/drain.js';
import { serve } from '../../support/serve.js';
import type { World } from '../../support/world.js';

export interface ProposalWorld {
  readonly talk: TalkWorld;
  readonly url: string;
  /** A captured lead with a budget; answers its id in Kommo. */
  capture(): Promise<number>;
  ask(path: string, method?: string, body?: unknown): Promise<Proposal>;
  /** Sends what the draft says, changed so; answers the client's link. */
  make(leadId: number, change?: object): Promise<string>;
  visit(url: string, form?: Readonly<Record<string, string>>): Promise<Visited>;
  /** The texts of the lead's tasks that speak of a proposal. */
  tasks(leadId: number): Promise<readonly string[]>;
  notes(leadId: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

interface Visited {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

export async function openProposalWorld(driver?: (world: World) => Driven): Promise<ProposalWorld> {
  const talk = await openTalkWorld(driver);
  const verify = () => Promise.resolve({ userId: 1001, isAdmin: true });
  const companion = await serve(createApp(talk.services, verify, talk.world.metrics));
  let leads = 0;

  async function ask(path: string, method = 'GET', body?: unknown): Promise<Proposal> {
    const response = await fetch(companion.url + path, {
      method,
      headers: { 'x-auth-token': 'token', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return proposalSchema.parse(await response.json());
  }
  const ofProposal = (texts: readonly string[]) => texts.filter((text) => /ropuesta/u.test(text));
  return {
    talk,
    url: companion.url,
    capture: async () => {
      leads += 1;
      return (await talk.capture(leads, { budget_range: '15K-30K' })).leadId;
    },
    ask,
    make: async (leadId, change) => {
      const { draft } = await ask(widgetPaths.proposal(leadId));
      const made = await ask(widgetPaths.proposal(leadId), 'POST', { ...draft, ...change });
      await talk.drain();
      return made.newest?.url ?? '';
    },
    visit: async (url, form) => {
      const response = await fetch(companion.url + new URL(url).pathname, {
        method: form === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      });
      return { status: response.status, html: await response.text(), headers: response.headers };
    },
    tasks: async (leadId) => ofProposal((await talk.tasks(leadId)).map(({ text }) => text)),
    notes: async (leadId) => ofProposal(await talk.notes(leadId)),
    close: async () => {
      await companion.close();
      await talk.close();
    },
  };
}
