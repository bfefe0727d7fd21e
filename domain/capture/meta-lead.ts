import type { Blueprint } from '../blueprint/shape.js';
import { advertisingWords } from '../blueprint/source-names.js';
import { fieldsOf } from './known-fields.js';
import { foldName, mapFields } from './source-map.js';
import type { SourceMap } from './source-map.js';

/** A lead of an instant form, as its page keeps it. */
export interface AdLead {
  readonly id: string;
  readonly formId: string | null;
  /** ISO 8601; null where the source does not say it. */
  readonly createdAt: string | null;
  readonly fields: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** The boxes of consent that the form showed, and whether each is ticked. */
  readonly boxes: readonly { readonly key: string; readonly isTicked: boolean }[];
  readonly campaignName: string | null;
  readonly campaignId: string | null;
  readonly adsetName: string | null;
  readonly adName: string | null;
  readonly platform: string | null;
  readonly isOrganic: boolean;
}

export interface AdForm {
  readonly questions: readonly {
    readonly key: string;
    readonly label: string;
    readonly options: readonly { readonly key: string; readonly value: string }[];
  }[];
  readonly boxes: readonly {
    readonly key: string;
    readonly text: string;
    readonly isTickedByDefault: boolean;
  }[];
}

export interface ReadAdLead {
  /** What `POST /webhooks/leads/meta` would have brought. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly unmapped: Readonly<Record<string, string>>;
  /** Word for word what was agreed to; null where nothing was. */
  readonly agreedTo: string | null;
}

/**
 * The answers under our keys: a question is known by what an administrator entered for its form, by its key, or by its label;
 * an option by its key or its slug (R5.3). Only a box that the person ticked counts as consent.
 */
export function readAdLead(
  lead: AdLead,
  form: AdForm | null,
  map: SourceMap,
  blueprint: Blueprint,
): ReadAdLead {
  const keys = fieldsOf('meta', blueprint);
  const byLabel = questionMap(map, form, blueprint);
  const { body, unmapped } = mapFields(answersOf(lead, form), byLabel, [...keys, ...nameParts]);
  const { first_name: first, last_name: last, service_type: service, ...rest } = body;
  const consent = consentOf(lead, form);
  return {
    body: {
      ...touchOf(lead),
      ...rest,
      ...named(rest['full_name'], first, last),
      ...(service === undefined ? {} : { service_interest: service }),
      leadgen_id: lead.id,
      ...(lead.formId === null ? {} : { form_id: lead.formId }),
      ...consent.body,
    },
    unmapped,
    agreedTo: consent.agreedTo,
  };
}

const nameParts = ['first_name', 'last_name'];

function named(whole: unknown, first: unknown, last: unknown): { readonly full_name?: string } {
  if (typeof whole === 'string' && whole.trim() !== '') return {};
  const parts = [first, last].filter((part) => typeof part === 'string' && part.trim() !== '');
  return parts.length === 0 ? {} : { full_name: parts.join(' ') };
}

/** A name of Meta's is made of the label; keys of the advertiser's own are known by the label that the form gives them. */
function questionMap(map: SourceMap, form: AdForm | null, { questions }: Blueprint): SourceMap {
  const ours = new Map(questions.map(({ key, label }) => [foldName(label), key]));
  const entered = new Set(Object.values(map.names).flatMap((names) => names.map(foldName)));
  const found = new Map<string, string[]>(
    Object.entries(map.names).map(([key, names]) => [key, [...names]]),
  );
  const add = (key: string, name: string): void => {
    if (!entered.has(foldName(name))) found.set(key, [...(found.get(key) ?? []), name]);
  };
  for (const { key, label } of questions) add(key, label);
  for (const { key, label } of form?.questions ?? []) {
    const own = ours.get(foldName(label)) ?? mapFields([[label, '1']], map, allKeys(questions));
    const target = typeof own === 'string' ? own : Object.keys(own.body)[0];
    if (target !== undefined) add(target, key);
  }
  return { ...map, names: Object.fromEntries(found) };
}

const allKeys = (questions: Blueprint['questions']): readonly string[] => [
  ...['full_name', 'company_name', 'email', 'phone_number', 'service_type'],
  ...questions.map(({ key }) => key),
];

/** An option's key or slug is what it says in the form; several answers are a list. */
function* answersOf({ fields }: AdLead, form: AdForm | null): Iterable<readonly [string, unknown]> {
  for (const { name, values } of fields.slice(0, mostFields)) {
    const question = form?.questions.find(
      ({ key, label }) => foldName(key) === foldName(name) || foldName(label) === foldName(name),
    );
    const said = values
      .slice(0, mostFields)
      .map((value) => wordingOf(value, question?.options ?? []));
    yield [name, said.length > 1 ? said.join(', ') : said[0]];
  }
}

const mostFields = 100;

function wordingOf(
  value: string,
  options: readonly { readonly key: string; readonly value: string }[],
): string {
  const folded = foldName(value);
  const option = options.find(
    (one) => one.key === value || foldName(one.key) === folded || foldName(one.value) === folded,
  );
  return option?.value ?? withoutPrefix(value);
}

/** Exports write "p:" before a number. */
const withoutPrefix = (value: string): string => value.replace(/^p:(?=\+?\d)/u, '');

const isAdvertising = (text: string): boolean =>
  advertisingWords.some((word) => foldName(text).includes(word));

/** A form without boxes says nothing of consent; one with boxes says yes only by a box that the person ticked. */
function consentOf(
  { boxes }: AdLead,
  form: AdForm | null,
): { readonly body: Readonly<Record<string, boolean>>; readonly agreedTo: string | null } {
  const asked = form?.boxes ?? [];
  if (boxes.length === 0 && asked.length === 0) return { body: {}, agreedTo: null };
  const ticked = boxes.flatMap(({ key, isTicked }) => {
    const box = asked.find((one) => one.key === key);
    return isTicked && box !== undefined && !box.isTickedByDefault ? [box] : [];
  });
  const marketing = ticked.filter(({ key, text }) => isAdvertising(key) || isAdvertising(text));
  const contact = ticked.filter((box) => !marketing.includes(box));
  return {
    body: {
      consent: contact.length > 0,
      ...(marketing.length > 0 ? { marketing_opt_in: true } : {}),
    },
    agreedTo: ticked.length === 0 ? null : ticked.map(({ text }) => text).join('\n'),
  };
}

const platforms: Readonly<Record<string, string>> = { fb: 'facebook', ig: 'instagram' };

/** Where the person came from, in the names of the other sources. */
function touchOf(lead: AdLead): Readonly<Record<string, string>> {
  const platform = lead.platform?.toLowerCase() ?? '';
  const known = Object.hasOwn(platforms, platform) ? platforms[platform] : undefined;
  const given: readonly (readonly [string, string | null])[] = [
    ['utm_source', known ?? (platform === '' ? 'facebook' : platform)],
    ['utm_medium', lead.isOrganic ? 'organic' : 'lead_ad'],
    ['utm_campaign', lead.campaignName],
    ['utm_term', lead.adsetName],
    ['utm_content', lead.adName],
    ['utm_id', lead.campaignId],
  ];
  return Object.fromEntries(
    given.flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  );
}
