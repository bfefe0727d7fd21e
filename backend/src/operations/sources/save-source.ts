import type { SaveSource } from '../../../../contract/source.js';
import { editMap } from '../../../../domain/capture/edit-map.js';
import { fieldsOf } from '../../../../domain/capture/known-fields.js';
import type { SourceMap } from '../../../../domain/capture/source-map.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';

/**
 * What names and answers of a source mean from now on (R1.3). Quizzes that wait for a contact are looked at again.
 * @throws AppError `invalid_body` where a key is none of ours.
 */
export async function saveSource(
  { store, clock, log, blueprint }: Services,
  map: SourceMap,
  { source, names, values }: SaveSource,
  keyOfSetting: string,
): Promise<void> {
  const known = new Set(['', 'ignore', ...fieldsOf(source, blueprint)]);
  const strange = [...names, ...values].filter(({ key }) => !known.has(key));
  if (strange.length > 0) {
    throw new AppError('invalid_body', 'A name was given a meaning that does not exist.', {
      fields: strange.map(({ key }) => ({
        field: key.slice(0, 60),
        reason: { code: 'capture.no_such_question' },
        remedy: { code: 'capture.no_such_question_remedy' },
      })),
    });
  }
  await store.settings.set(keyOfSetting, editMap(map, { names, values }));
  await store.drafts.wake(source, clock());
  log.info({ source, names: names.length, values: values.length }, 'a source’s names were mapped');
}
