import type { FieldProblem } from '../field-problem.js';
import type { Blueprint } from '../blueprint/shape.js';
import { cleanLine, fold } from '../person/text.js';
import type { Body } from './body-field.js';
import { attributionFields } from './read-answers.js';
import type { CaptureSource } from './read-capture.js';
import { marketingField } from './read-person.js';

const contactFields = [
  'full_name',
  'company_name',
  'email',
  'phone_number',
  'landline_number',
  'service_type',
  'consent',
  marketingField,
];
const ownFields: Readonly<Record<CaptureSource, readonly string[]>> = {
  direct: [],
  // What /go put into the address of InLead's page (R3.4).
  inlead: ['inlead_score', 'piloto', 'visita'],
  meta: ['service_interest'],
};

/** What Meta sends beside the answers; only the lead's id is used. */
const aboutTheAdvertisement: ReadonlySet<string> = new Set([
  ...[
    'id',
    'leadgen_id',
    'form_id',
    'form_name',
    'page_id',
    'created_time',
    'platform',
    'is_organic',
  ],
  ...['ad_id', 'ad_name', 'adset_id', 'adset_name', 'adgroup_id', 'campaign_id', 'campaign_name'],
]);

/** Every key that a source may send, the contact first. */
export const fieldsOf = (source: CaptureSource, { questions }: Blueprint): readonly string[] => [
  ...contactFields,
  ...ownFields[source],
  ...questions.map(({ key }) => key),
  ...attributionFields,
];

const mostReported = 50;

/** The fields that nobody reads, each with the one that was probably meant. */
export function unknownFields(
  fields: Body,
  source: CaptureSource,
  blueprint: Blueprint,
): readonly FieldProblem[] {
  const known = knownOf(source, blueprint);
  return [...fields.keys()]
    .filter((field) => !isKnownField(field, source, blueprint))
    .slice(0, mostReported)
    .map((field) => {
      const shown = cleanLine(field.slice(0, 100));
      const meant = nearest(shown, [...known]);
      return {
        field: shown,
        reason: { code: 'capture.unknown_field' },
        remedy:
          meant === null
            ? { code: 'capture.unknown_field_remedy' }
            : { code: 'capture.meant_field_remedy', params: { field: meant } },
      };
    });
}

/** Ours, or said by Meta of its own advertisement. */
export const isKnownField = (field: string, source: CaptureSource, blueprint: Blueprint): boolean =>
  knownOf(source, blueprint).has(field) || (source === 'meta' && aboutTheAdvertisement.has(field));

/** Built once for a blueprint and a source. */
const knownFields = new WeakMap<Blueprint, Map<CaptureSource, ReadonlySet<string>>>();

function knownOf(source: CaptureSource, blueprint: Blueprint): ReadonlySet<string> {
  const bySource = knownFields.get(blueprint) ?? new Map<CaptureSource, ReadonlySet<string>>();
  knownFields.set(blueprint, bySource);
  const known = bySource.get(source) ?? new Set(fieldsOf(source, blueprint));
  bySource.set(source, known);
  return known;
}

/** Names that others use and that share no word with ours. */
const otherNames: Readonly<Record<string, string>> = {
  ...{
    nombre: 'full_name',
    nombres: 'full_name',
    empresa: 'company_name',
    compania: 'company_name',
  },
  ...{ correo: 'email', mail: 'email', telefono: 'phone_number', celular: 'phone_number' },
  ...{
    movil: 'phone_number',
    mobile: 'phone_number',
    whatsapp: 'phone_number',
    tel: 'phone_number',
  },
  ...{ servicio: 'service_type', servicios: 'service_type', empleados: 'company_size' },
  ...{ employees: 'company_size', sector: 'industry_sector', presupuesto: 'budget_range' },
  ...{ urgencia: 'urgency_level', ingresos: 'monthly_revenue', score: 'inlead_score' },
};

/** The key that shares most words with a name, or is one or two letters away; null where none resembles it. */
function nearest(name: string, known: readonly string[]): string | null {
  const words = wordsOf(name);
  const whole = words.join('_');
  const other = Object.hasOwn(otherNames, whole) ? otherNames[whole] : undefined;
  if (other !== undefined) return known.includes(other) ? other : null;
  const near = known.find((key) => isNearly(whole, key));
  if (near !== undefined) return near;
  const rated = known.map((key) => ({ key, shared: sharedOf(words, wordsOf(key)) }));
  const best = rated.reduce((one, next) => (next.shared > one.shared ? next : one), {
    key: '',
    shared: 0,
  });
  return best.shared === 0 ? null : best.key;
}

/** "companySize" and "company-size" are company and size. */
const wordsOf = (name: string): readonly string[] =>
  fold(name.replace(/([a-z])(?=[A-Z])/gu, '$1 '))
    .split(/[^a-z0-9]+/u)
    .filter((word) => word.length > 1);

/** Of all the words of both, the share that both have. */
function sharedOf(some: readonly string[], others: readonly string[]): number {
  const common = some.filter((word) => others.includes(word)).length;
  return common / new Set([...some, ...others]).size;
}

/** One letter more, less or another, from six letters on. */
function isNearly(one: string, other: string): boolean {
  if (one.length < 6 || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const restOne = one.slice(start);
  const restOther = other.slice(start);
  return (
    restOne.slice(1) === restOther.slice(1) ||
    restOne === restOther.slice(1) ||
    restOne.slice(1) === restOther
  );
}
