import type { StageKey } from '../../../../../contract/card.js';
import type { Blueprint } from '../../../../../domain/blueprint/shape.js';
import { findStage } from '../fields/account-map.js';
import type { AccountMap, AccountMapSource } from '../fields/account-map.js';
import { answerFields, serviceFields } from '../fields/answers.js';
import { refusedBy } from '../errors.js';
import { codes, conversationCodes, provenanceCodes } from '../fields/field-codes.js';
import { encodeFields, mostFields } from '../fields/field-values.js';
import type { FieldBody, WantedField } from '../fields/field-values.js';
import type { KommoLead, LeadChange } from '../kommo.js';
import { fingerprintOf, patchedImage } from './lead-image.js';
import type { LeadPatch } from './patch-leads.js';
import type { Logger } from '../../../log.js';
import { sameText } from '../fields/same-text.js';

/**
 * Told what a lead was before a write of ours and must be after it, as fingerprints, so that the hook of the write can be
 * let go.
 */
export type OnWritten = (leadId: number, before: string, after: string) => Promise<void>;

interface WriteTools {
  readonly patchLead: (patch: LeadPatch) => Promise<unknown>;
  readonly blueprint: Blueprint;
  readonly account: AccountMapSource;
  readonly log: Logger;
  readonly onWritten?: OnWritten | undefined;
}

/**
 * PATCHes what differs and nothing else: Kommo sends our own writes back as hooks, and a field sent is replaced whole,
 * so a needless one would undo what a salesperson just typed.
 */
export async function writeLead(
  tools: WriteTools,
  current: KommoLead,
  change: LeadChange,
): Promise<boolean> {
  try {
    return await writeOnce(tools, await tools.account.read(), { current, change });
  } catch (error) {
    if (!namesUnknownId(error)) throw error;
    // An option, field or stage was made anew in Kommo: its id is another one now.
    return await writeOnce(tools, await tools.account.reload(), { current, change });
  }
}

export const namesUnknownId = (error: unknown): boolean =>
  refusedBy(error).some(({ errors }) => errors.some(({ code }) => code === 'NotSupportedChoice'));

interface Write {
  readonly current: KommoLead;
  readonly change: LeadChange;
}

async function writeOnce(tools: WriteTools, map: AccountMap, write: Write): Promise<boolean> {
  const { current, change } = write;
  const { fields, problems } = encodeFields(map, changedFields(tools.blueprint, write));
  if (problems.length > 0) {
    tools.log.warn(
      { leadId: current.id, problems },
      'left out values that the Kommo account lacks',
    );
  }
  const body = {
    ...fieldsBody(fields.slice(0, mostFields)),
    ...(change.stage === undefined ? {} : await stageBody(tools, current, change.stage)),
    ...priceBody(write),
    ...responsibleBody(write),
    ...tagsBody(tools.blueprint, write),
  };
  if (Object.keys(body).length === 0) return false;
  await tools.patchLead({ id: current.id, body });
  for (let from = mostFields; from < fields.length; from += mostFields) {
    const rest = fieldsBody(fields.slice(from, from + mostFields));
    await tools.patchLead({ id: current.id, body: rest });
  }
  const written = fields.flatMap(({ field_code, values }) => {
    const id = map.fieldByCode.get(field_code)?.id;
    return id === undefined ? [] : [{ id, values }];
  });
  const after = fingerprintOf(patchedImage(current.image, body, written));
  await tools.onWritten?.(current.id, current.fingerprint, after);
  return true;
}

const fieldsBody = (fields: readonly FieldBody[]) =>
  fields.length === 0 ? {} : { custom_fields_values: fields.map(emptiedWithNull) };

/** Kommo empties a field that is sent as null (undocumented). */
const emptiedWithNull = ({ field_code, values }: FieldBody) => ({
  field_code,
  values: values.length === 0 ? null : values,
});

function changedFields(blueprint: Blueprint, { current, change }: Write): readonly WantedField[] {
  const held = new Map(
    [
      ...answerFields(blueprint, current.answers),
      ...serviceFields(blueprint, current.services),
      ...ownFields(current),
    ].map((field) => [field.code, field.values.join('\n')]),
  );
  const wanted = [
    ...answerFields(blueprint, change.answers ?? {}),
    ...serviceFields(blueprint, change.services ?? []),
    ...ownFields(fromChange(change)),
  ];
  const texts = [
    ...textChanges(conversationCodes, current.conversation, change.conversation ?? {}),
    ...textChanges(provenanceCodes, current.provenance, change.provenance ?? {}),
  ];
  const takenBack = new Set<string>(change.takeBack);
  const emptied = blueprint.questions
    .filter(({ key, fieldCode }) => takenBack.has(key) && held.has(fieldCode))
    .map(({ fieldCode: code }) => ({ code, values: [] }));
  return [
    ...wanted.filter(({ code, values }) => held.get(code) !== values.join('\n')),
    ...texts,
    ...emptied,
  ];
}

const textChanges = <Key extends string>(
  codeByKey: readonly (readonly [Key, string])[],
  held: Readonly<Partial<Record<Key, string>>>,
  wanted: Readonly<Partial<Record<Key, string>>>,
): readonly WantedField[] =>
  codeByKey.flatMap(([key, code]) => {
    const value = wanted[key];
    if (value === undefined || value === (held[key] ?? '')) return [];
    return [{ code, values: value === '' ? [] : [value] }];
  });

interface OwnValues {
  readonly leadScore: number | null;
  readonly leadClass: string | null;
  readonly odooCustomerId: number | null;
  readonly odooUrl: string | null;
}

const fromChange = ({ score, odooCustomerId, odooUrl }: LeadChange): OwnValues => ({
  leadScore: score?.total ?? null,
  leadClass: score?.leadClass ?? null,
  odooCustomerId: odooCustomerId ?? null,
  odooUrl: odooUrl ?? null,
});

function ownFields(values: OwnValues): readonly WantedField[] {
  const pairs = [
    [codes.score, values.leadScore],
    [codes.leadClass, values.leadClass],
    [codes.odooCustomerId, values.odooCustomerId],
    [codes.odooUrl, values.odooUrl],
  ] as const;
  return pairs.flatMap(([code, value]) => (value === null ? [] : [{ code, values: [value] }]));
}

/** A move to another pipeline needs both ids; won and lost exist in the lead's own pipeline. */
async function stageBody({ account }: WriteTools, current: KommoLead, stage: StageKey) {
  if (current.stage === stage) return {};
  const place = await findStage(account, stage);
  const isClosing = place.statusId === 142 || place.statusId === 143;
  return {
    status_id: place.statusId,
    pipeline_id: isClosing ? current.pipelineId : place.pipelineId,
  };
}

const priceBody = ({ current, change }: Write) =>
  change.price === undefined || change.price === current.price ? {} : { price: change.price };

const responsibleBody = ({ current, change }: Write) =>
  change.responsibleUserId === undefined || change.responsibleUserId === current.responsibleUserId
    ? {}
    : { responsible_user_id: change.responsibleUserId };

/** These two name what comes and goes and keep all other tags; `_embedded.tags` would replace the whole set. */
function tagsBody({ classTags }: Blueprint, { current, change }: Write) {
  const ofClass = change.score === undefined ? [] : [classTags[change.score.leadClass]];
  const added = [...ofClass, ...(change.addTags ?? [])].filter((tag) => !has(current.tags, tag));
  const otherClasses = ofClass.length === 0 ? [] : without(Object.values(classTags), ofClass);
  const gone = current.tags.filter((tag) => has(otherClasses, tag));
  return {
    ...(added.length === 0 ? {} : { tags_to_add: added.map(named) }),
    ...(gone.length === 0 ? {} : { tags_to_delete: gone.map(named) }),
  };
}

const named = (name: string): { readonly name: string } => ({ name });
const has = (tags: readonly string[], tag: string): boolean =>
  tags.some((one) => sameText(one, tag));
const without = (tags: readonly string[], others: readonly string[]): readonly string[] =>
  tags.filter((tag) => !has(others, tag));
