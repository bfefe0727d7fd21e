import { z } from 'zod';
import type { AdForm, AdLead } from '../../../../domain/capture/meta-lead.js';
import { createGraphClient } from './graph/graph-client.js';
import type { GraphClient, GraphExchange, MetaSettings } from './graph/graph-client.js';
import { listForms, listLeadsSince } from './graph/list-leads.js';
import { readForm, readLead } from './graph/read-lead.js';
import { readToken } from './graph/read-token.js';
import type { PageToken } from './graph/read-token.js';

/** Meta's page of the firm, as far as its lead ads go. Every call throws an AppError that says what to do. */
export interface Meta {
  readLead(leadgenId: string): Promise<AdLead>;
  readForm(formId: string): Promise<AdForm>;
  listForms(): Promise<readonly string[]>;
  listLeadsSince(formId: string, since: Date): Promise<readonly string[]>;
  /** Null where no app secret lets us ask. */
  readToken(): Promise<PageToken | null>;
  /** The page's name, and whether it tells our app of leads. */
  readPage(): Promise<{ readonly name: string; readonly isSubscribed: boolean }>;
}

/** Null while no page token or no page is configured. */
export function createMeta(
  settings: MetaSettings,
  onCall?: (exchange: GraphExchange) => void,
): Meta | null {
  const { pageId, pageToken } = settings;
  if (pageId === null || pageToken === null) return null;
  const graph = createGraphClient(settings, onCall);
  return {
    readLead: (leadgenId) => readLead(graph.get, leadgenId),
    readForm: (formId) => readForm(graph.get, formId),
    listForms: () => listForms(graph, pageId),
    listLeadsSince: (formId, since) => listLeadsSince(graph, formId, since),
    readToken: () => readToken(graph.get, settings, onCall),
    readPage: () => readPage(graph, pageId),
  };
}

const nameSchema = z.object({ name: z.string().max(500) }).catch({ name: '' });
const appsSchema = z
  .object({ data: z.array(z.object({ subscribed_fields: z.array(z.string()).catch([]) })) })
  .catch({ data: [] });

async function readPage(graph: GraphClient, pageId: string) {
  const { name } = nameSchema.parse(await graph.get(pageId, { fields: 'id,name' }));
  const { data } = appsSchema.parse(await graph.get(`${pageId}/subscribed_apps`));
  const isSubscribed = data.some((app) => app.subscribed_fields.includes('leadgen'));
  return { name, isSubscribed };
}
