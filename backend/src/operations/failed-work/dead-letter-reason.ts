import type { Blueprint } from '../../../../domain/blueprint/shape.js';
import { errorCodeOf } from '../../errors.js';
import type { DeadLetter } from '../../services.js';
import { workWording } from './work-wording.js';

/** Why the work stopped, in words a salesperson understands. */
export function reasonOf(letter: DeadLetter, blueprint: Blueprint): string {
  const { reason, code } = letter;
  if (reason !== null && reason !== '') return refusedFields(reason, blueprint) ?? reason;
  return workWording.reasons[errorCodeOf(code)] ?? workWording.unknownReason;
}

/** Kommo's refusals are stored as "BUDGET_RANGE: NotSupportedChoice", several in a row. */
const refusal = /([A-Za-z_][\w.]*): ([A-Z][A-Za-z]+)(?=\s|$)/gu;

function refusedFields(reason: string, blueprint: Blueprint): string | null {
  const found = [...reason.matchAll(refusal)];
  if (found.length === 0 || reason.replace(refusal, '').trim() !== '') return null;
  return found
    .map(([, path = '', code = '']) =>
      workWording.refusedField(
        fieldName(path, blueprint),
        workWording.refusedWhy[code] ?? workWording.refusedOtherwise(code),
      ),
    )
    .join(' ');
}

/** "BUDGET_RANGE", or a path such as "_embedded.contacts.0.name". */
function fieldName(path: string, { fields }: Blueprint): string {
  const parts = path.split('.').filter((part) => !/^\d+$/u.test(part));
  const known = fields.find(({ code }) => code === path)?.name;
  const names = parts.flatMap((part) => workWording.kommoFields[part] ?? []);
  return known ?? (names.length === 0 ? path : names.join(' · '));
}
