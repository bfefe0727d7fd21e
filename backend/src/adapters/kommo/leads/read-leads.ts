import { isPlaceholder } from '../../../../../domain/capture/placeholder.js';
import type { z } from 'zod';
import type { Blueprint } from '../../../../../domain/blueprint/shape.js';
import type { Attribution, Person } from '../../../../../domain/lead/lead.js';
import { placeKey } from '../fields/account-map.js';
import type { AccountMap, AccountMapSource } from '../fields/account-map.js';
import { readAnswers, readServices } from '../fields/answers.js';
import { companySchema, contactSchema, leadSchema } from '../http/api-schemas.js';
import type { ApiCompany, ApiContact, ApiLead } from '../http/api-schemas.js';
import { readAs } from '../http/client.js';
import type { KommoClient } from '../http/client.js';
import { createGather } from '../http/gather.js';
import { phonesOf } from '../people/contact-keys.js';
import { codes, conversationCodes, provenanceCodes, trackingCodes } from '../fields/field-codes.js';
import { numberOf, textOf } from '../fields/field-values.js';
import type { KommoLead } from '../kommo.js';
import { fingerprintOf, imageOf } from './lead-image.js';
import { largestPage, readPage } from '../http/pages.js';
import { addressOf, taxIdOf } from '../fields/tax-and-address.js';

interface ReadTools {
  readonly client: KommoClient;
  readonly blueprint: Blueprint;
  readonly account: AccountMapSource;
}

/** Leads with their main contact and company: three calls, however many leads (up to 250). */
export async function readLeads(
  tools: ReadTools,
  leadIds: readonly number[],
): Promise<readonly KommoLead[]> {
  const { client, blueprint } = tools;
  const { map, leads } = await findLeads(tools, leadIds);

  const contactIds = leads.flatMap((lead) => mainContactId(lead) ?? []);
  const companyIds = leads.flatMap(({ _embedded }) => _embedded.companies[0]?.id ?? []);
  const [contacts, companies] = await Promise.all([
    readByIds(client, { entity: 'contacts', ids: contactIds }, contactSchema),
    readByIds(client, { entity: 'companies', ids: companyIds }, companySchema),
  ]);

  const contactById = new Map(contacts.map((contact) => [contact.id, contact]));
  const companyById = new Map(companies.map((company) => [company.id, company]));
  return leads.map((lead) => {
    const contact = contactById.get(mainContactId(lead) ?? 0) ?? null;
    const company = companyById.get(lead._embedded.companies[0]?.id ?? 0) ?? null;
    return toKommoLead(lead, { blueprint, map, contact, company });
  });
}

/** The same in one call, without the people. */
export async function readLeadFields(
  tools: ReadTools,
  leadIds: readonly number[],
): Promise<readonly KommoLead[]> {
  const { blueprint } = tools;
  const { map, leads } = await findLeads(tools, leadIds);
  return leads.map((lead) => toKommoLead(lead, { blueprint, map, contact: null, company: null }));
}

/** One lead without its people; null where there is none. Cards that are opened together read theirs in one call. */
export const createReadLead = (tools: ReadTools): ((leadId: number) => Promise<KommoLead | null>) =>
  createGather({
    most: largestPage,
    keyOf: (leadId) => leadId,
    send: async (leadIds) => {
      const leads = await readLeadFields(tools, leadIds);
      return leadIds.map((leadId) => leads.find(({ id }) => id === leadId) ?? null);
    },
  });

async function findLeads({ client, account }: ReadTools, leadIds: readonly number[]) {
  const [map, found] = await Promise.all([
    account.read(),
    readByIds(client, { entity: 'leads', ids: leadIds, with: 'contacts' }, leadSchema),
  ]);
  return { map, leads: found.filter(({ is_deleted }) => !is_deleted) };
}

/** One entity by its address (204 when it is gone), several by `filter[id]`. */
export async function readByIds<Item extends z.ZodType>(
  client: KommoClient,
  wanted: { readonly entity: string; readonly ids: readonly number[]; readonly with?: string },
  item: Item,
): Promise<readonly z.infer<Item>[]> {
  const ids = [...new Set(wanted.ids)];
  const [first] = ids;
  if (first === undefined) return [];
  const path = `/api/v4/${wanted.entity}`;
  const embed = wanted.with === undefined ? '' : `with=${wanted.with}`;
  if (ids.length === 1) {
    const body = await client.get(`${path}/${first}${embed === '' ? '' : `?${embed}`}`);
    return body === null ? [] : [readAs(item, body, `${path}/${first}`)];
  }
  const filter = ids.slice(0, largestPage).map((id) => `filter[id][]=${id}`);
  const query = [...filter, ...(embed === '' ? [] : [embed])].join('&');
  const page = await readPage(
    client,
    { path: `${path}?${query}`, key: wanted.entity, page: 1 },
    item,
  );
  return page.items;
}

export function mainContactId({ _embedded }: ApiLead): number | null {
  const main = _embedded.contacts.find(({ is_main }) => is_main) ?? _embedded.contacts[0];
  return main?.id ?? null;
}

export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

interface LeadContext {
  readonly blueprint: Blueprint;
  readonly map: AccountMap;
  readonly contact: ApiContact | null;
  readonly company: ApiCompany | null;
}

function toKommoLead(lead: ApiLead, { blueprint, map, contact, company }: LeadContext): KommoLead {
  const values = lead.custom_fields_values;
  const updatedAt = isoOf(lead.updated_at);
  const image = imageOf(lead);
  return {
    id: lead.id,
    name: lead.name ?? '',
    price: lead.price,
    ...stageOf(lead, map),
    responsibleUserId: lead.responsible_user_id,
    createdAt: isoOf(lead.created_at),
    updatedAt,
    closedAt: lead.closed_at === null ? null : isoOf(lead.closed_at),
    tags: lead._embedded.tags.map(({ name }) => name),
    person: personOf(contact, company),
    contactId: mainContactId(lead),
    companyId: lead._embedded.companies[0]?.id ?? null,
    services: readServices(blueprint, values),
    answers: readAnswers(blueprint, values, updatedAt),
    attribution: attributionOf(lead),
    leadScore: numberOf(values, codes.score),
    leadClass: textOf(values, codes.leadClass),
    odooCustomerId: numberOf(values, codes.odooCustomerId),
    odooUrl: textOf(values, codes.odooUrl),
    ref: textOf(values, codes.ref),
    image,
    fingerprint: fingerprintOf(image),
    conversation: textsOf(values, conversationCodes),
    provenance: textsOf(values, provenanceCodes),
    taxId: taxIdOf(lead, company, contact),
    address: addressOf(company),
  };
}

/** 142 and 143 are won and lost in every pipeline, so `stage` also asks whether the pipeline is one of ours. */
function stageOf(lead: ApiLead, map: AccountMap) {
  const { pipeline_id, status_id } = lead;
  const place = map.stages.find(
    ({ pipelineId, statusId }) => pipelineId === pipeline_id && statusId === status_id,
  );
  const outcome = status_id === 142 ? 'won' : status_id === 143 ? 'lost' : 'open';
  const isOurs = map.stages.some(({ pipelineId }) => pipelineId === pipeline_id);
  const closedStage = isOurs && outcome !== 'open' ? outcome : null;
  return {
    pipelineId: pipeline_id,
    statusId: status_id,
    stage: place?.key ?? closedStage,
    stageName: map.stageNameByPlace.get(placeKey(pipeline_id, status_id)) ?? '',
    outcome,
    inOurPipelines: isOurs,
  } as const;
}

function personOf(contact: ApiContact | null, company: ApiCompany | null): Person {
  const email = textOf(contact?.custom_fields_values ?? [], 'EMAIL');
  return {
    fullName: nameOf(contact),
    companyName: nameOf(company),
    email: email === null ? null : email.toLowerCase(),
    ...phonesOf(contact ?? undefined),
  };
}

/** What somebody typed because the field asked for something is no name of a customer. */
function nameOf(entity: { readonly name: string | null } | null): string {
  const name = entity?.name ?? '';
  return isPlaceholder(name) ? '' : name;
}

function attributionOf({ custom_fields_values }: ApiLead): Attribution {
  const found = trackingCodes.flatMap(([key, code]) => {
    const value = textOf(custom_fields_values, code);
    return value === null ? [] : [[key, value] as const];
  });
  return Object.fromEntries(found);
}

/** What is not empty, by our names. */
const textsOf = (
  values: ApiLead['custom_fields_values'],
  codeByKey: readonly (readonly [string, string])[],
) =>
  Object.fromEntries(
    codeByKey.flatMap(([key, code]) => {
      const value = textOf(values, code);
      return value === null ? [] : [[key, value] as const];
    }),
  );
