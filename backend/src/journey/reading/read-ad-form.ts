import { z } from 'zod';
import { foldName } from '../../../../domain/capture/source-map.js';
import type { AdForm } from '../../../../domain/capture/meta-lead.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';

const keptSchema = z.object({
  at: z.iso.datetime(),
  form: z.object({
    questions: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        options: z.array(z.object({ key: z.string(), value: z.string() })),
      }),
    ),
    boxes: z.array(z.object({ key: z.string(), text: z.string(), isTickedByDefault: z.boolean() })),
  }),
});

const keyOf = (formId: string): string => `meta.form.${formId}`;
/** A form cannot be edited once it has leads; only its archive state changes. */
const freshMs = 24 * 60 * 60_000;

/**
 * A form's questions, kept for a day, and read again where a lead has a field that it does not know. Null where nobody may read
 * the form: the lead is worth more than its labels.
 */
export async function readAdForm(
  services: Services,
  formId: string,
  names: readonly string[],
): Promise<AdForm | null> {
  const kept = keptSchema.safeParse(await services.store.settings.get(keyOf(formId))).data;
  if (kept !== undefined && isFresh(services, kept.at) && knowsAll(kept.form, names))
    return kept.form;
  return (await readAnew(services, formId)) ?? kept?.form ?? null;
}

const isFresh = ({ clock }: Services, at: string): boolean =>
  clock().getTime() - Date.parse(at) < freshMs;

async function readAnew(
  { store, meta, clock, log }: Services,
  formId: string,
): Promise<AdForm | null> {
  if (meta === null) return null;
  try {
    const form = await meta.readForm(formId);
    await store.settings.set(keyOf(formId), { at: clock().toISOString(), form });
    return form;
  } catch (error) {
    if (!(error instanceof AppError) || !mayGoWithout.has(error.code)) throw error;
    log.warn({ formId, code: error.code }, 'a lead is read without its form');
    return null;
  }
}

/** An outage or a pause is waited for. */
const mayGoWithout: ReadonlySet<string> = new Set(['meta_access_denied', 'meta_rejected']);

function knowsAll({ questions }: AdForm, names: readonly string[]): boolean {
  const known = new Set(questions.flatMap(({ key, label }) => [foldName(key), foldName(label)]));
  return names.every((name) => known.has(foldName(name)));
}
