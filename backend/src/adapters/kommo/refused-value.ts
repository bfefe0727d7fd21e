import type { Field } from '../../../../domain/blueprint/shape.js';
import type { FieldProblem } from '../../../../domain/field-problem.js';
import type { Sentence, Value } from '../../../../wording/sentence.js';

/** Kommo's own codes. */
const whyByCode: Readonly<Record<string, Sentence>> = {
  NotSupportedChoice: { code: 'kommo.why_option' },
  InvalidType: { code: 'kommo.why_type' },
  FieldMissing: { code: 'kommo.why_no_field' },
  NotBlank: { code: 'kommo.why_blank' },
  InvalidEmail: { code: 'kommo.why_email' },
  InvalidPhone: { code: 'kommo.why_phone' },
  TooLong: { code: 'kommo.why_long' },
};

/** Fields that the blueprint does not make, and the parts of a path to them. */
const ownFields: Readonly<Record<string, Sentence>> = {
  name: { code: 'kommo.field_name' },
  price: { code: 'kommo.field_price' },
  status_id: { code: 'kommo.field_status_id' },
  pipeline_id: { code: 'kommo.field_pipeline_id' },
  responsible_user_id: { code: 'kommo.field_responsible_user_id' },
  PHONE: { code: 'kommo.field_PHONE' },
  EMAIL: { code: 'kommo.field_EMAIL' },
  contacts: { code: 'kommo.field_contacts' },
  companies: { code: 'kommo.field_companies' },
};

/** A value that Kommo refused, as people read it. `path` is a field's code or a path ("_embedded.contacts.0.name"). */
export function refusedValue(
  { code, path }: { readonly code: string; readonly path: string },
  fields: readonly Field[],
): FieldProblem {
  const why = whyByCode[code] ?? { code: 'kommo.why_code', params: { code } };
  return {
    field: path,
    reason: { code: 'kommo.refused_field', params: { field: fieldName(path, fields), why } },
    remedy: { code: 'kommo.compare_with_plan' },
  };
}

function fieldName(path: string, fields: readonly Field[]): Value {
  const known = fields.find(({ code }) => code === path)?.name;
  if (known !== undefined) return known;
  const [entity, field] = path.split('.').flatMap((part) => ownFields[part] ?? []);
  if (entity === undefined) return path;
  return field === undefined ? entity : { code: 'kommo.field_path', params: { entity, field } };
}
