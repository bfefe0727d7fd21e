import type { CreateOutcome } from '../kommo.js';
import type { RefusedItem, RefusedValue } from '../errors.js';
import { fieldKey } from './lead-body.js';
import type { BuiltLead, LeadDraft } from './lead-body.js';
import type { Field } from '../../../../../domain/blueprint/shape.js';
import type { FieldProblem } from '../../../../../domain/field-problem.js';
import { refusedValue } from '../refused-value.js';

/** A batch after a 400, sorted by what Kommo said of each lead. */
export interface SortedBatch {
  readonly rejected: readonly CreateOutcome[];
  /** Their contact was refused. */
  readonly unlinked: readonly LeadDraft[];
  /** Without the values that Kommo refused: a lead is worth more than one of its answers. */
  readonly mended: readonly LeadDraft[];
  readonly untouched: readonly LeadDraft[];
}

/** All lists but `untouched` are empty when the answer named no lead of the batch. */
export function sortRefusals(
  drafts: readonly LeadDraft[],
  built: readonly BuiltLead[],
  { items, fields }: { readonly items: readonly RefusedItem[]; readonly fields: readonly Field[] },
): SortedBatch {
  const sorted = drafts.map((draft, index) => {
    const errors = items
      .filter(({ requestId }) => requestId === String(index))
      .flatMap((item) => item.errors);
    const isUnlinked = draft.lead.contactId !== null && errors.some(isOf(contactLink));
    const keepsCompany = draft.companyId === null || !errors.some(isOf(companyLink));
    const others = keepsCompany ? errors : errors.filter((error) => !isOf(companyLink)(error));
    const keys = refusedFields(built[index], others);
    const names = errors.map(({ path }) => fieldAt(built[index], path)?.code ?? path);
    return { draft, errors, names, keys, isUnlinked, keepsCompany };
  });
  const refused = sorted.filter(({ errors, isUnlinked }) => errors.length > 0 && !isUnlinked);
  return {
    rejected: refused
      .filter(({ keys }) => keys === null)
      .map(({ draft, errors, names }) =>
        rejectedOutcome(
          draft,
          errors.map(({ code, path }, index) =>
            refusedValue({ code, path: names[index] ?? path }, fields),
          ),
        ),
      ),
    unlinked: sorted.filter(({ isUnlinked }) => isUnlinked).map(({ draft }) => draft),
    mended: refused.flatMap(({ draft, keys, keepsCompany }) =>
      keys === null
        ? []
        : [
            {
              ...draft,
              // A company that is gone is made anew by its name.
              companyId: keepsCompany ? draft.companyId : null,
              without: new Set([...draft.without, ...keys]),
            },
          ],
    ),
    untouched: sorted.filter(({ errors }) => errors.length === 0).map(({ draft }) => draft),
  };
}

const contactLink = /^(?:_embedded\.)?contacts\.\d+(?:\.id)?$/u;
const companyLink = /^(?:_embedded\.)?companies\.\d+(?:\.id)?$/u;
const isOf =
  (link: RegExp) =>
  ({ path }: RefusedValue): boolean =>
    link.test(path);

/** A field is named by its code: its place in our request says nothing to whoever reads it. */
const rejectedOutcome = (
  { lead }: LeadDraft,
  problems: readonly FieldProblem[],
): CreateOutcome => ({ kind: 'rejected', ref: lead.ref, problems });

/** "custom_fields_values.3.values.0.value", of the lead itself or of its contact. */
const fieldPath =
  /^(?<contact>(?:_embedded\.)?contacts\.\d+\.)?custom_fields_values\.(?<index>\d+)/u;

/** The fields that the errors point at; null when one of them points at something that cannot be left out. */
function refusedFields(
  built: BuiltLead | undefined,
  errors: readonly RefusedValue[],
): readonly string[] | null {
  const keys = errors.map(({ path }) => {
    const field = fieldAt(built, path);
    return field === null ? null : fieldKey(field.entity, field.code);
  });
  const known = keys.flatMap((key) => key ?? []);
  // Without CAPTURE_REF a lost answer could not be found again.
  const canMend = known.length === keys.length && !known.includes(fieldKey('lead', 'CAPTURE_REF'));
  return canMend ? known : null;
}

interface RefusedField {
  readonly entity: 'lead' | 'contact';
  readonly code: string;
}

function fieldAt(built: BuiltLead | undefined, path: string): RefusedField | null {
  const found = fieldPath.exec(path)?.groups;
  if (found === undefined) return null;
  const entity = found['contact'] === undefined ? 'lead' : 'contact';
  const code = codeAt(built, entity, Number(found['index']));
  return code === undefined ? null : { entity, code };
}

function codeAt(
  built: BuiltLead | undefined,
  entity: 'lead' | 'contact',
  index: number,
): string | undefined {
  if (entity === 'lead') return built?.body.custom_fields_values[index]?.field_code;
  const [contact] = built?.body._embedded.contacts ?? [];
  if (contact === undefined || !('custom_fields_values' in contact)) return undefined;
  return contact.custom_fields_values[index]?.field_code;
}
