import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Traces } from '../../../../domain/privacy/traces.js';
import { mentionPattern, personPattern } from './person-pattern.js';
import type { PersonalTable, Reference } from './personal-table.js';

/** Which rows of the table are the person's; null where nothing can tell. */
export function personCondition(
  { found }: PersonalTable,
  traces: Traces,
): RawBuilder<unknown> | null {
  const parts = [
    ...Object.entries(found.by ?? {}).flatMap(([column, reference]) =>
      referenceCondition(column, idsOf[reference](traces)),
    ),
    ...(found.text === true ? textCondition(personPattern(traces), '~*') : []),
    ...(found.mentions === true ? textCondition(mentionPattern(traces), '~') : []),
  ];
  return parts.length === 0 ? null : sql`(${sql.join(parts, sql` or `)})`;
}

const idsOf: Readonly<Record<Reference, (traces: Traces) => readonly (string | number)[]>> = {
  lead: ({ leadIds }) => leadIds,
  kommoLead: ({ kommoLeadIds }) => kommoLeadIds,
  contact: ({ contactIds }) => contactIds,
};

const referenceCondition = (
  column: string,
  ids: readonly (string | number)[],
): readonly RawBuilder<unknown>[] =>
  ids.length === 0 ? [] : [sql`${sql.ref(`t.${column}`)}::text = any(${ids.map(String)}::text[])`];

/** The row as JSON: nested quotes stay as they are, where a row's own text would double them. */
const textCondition = (
  pattern: string | null,
  operator: '~' | '~*',
): readonly RawBuilder<unknown>[] =>
  pattern === null ? [] : [sql`to_jsonb(t)::text ${sql.raw(operator)} ${pattern}`];
