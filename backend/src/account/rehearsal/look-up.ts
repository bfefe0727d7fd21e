import { z } from 'zod';
import { listOf } from '../../adapters/kommo/http/list-of.js';
import type { Rehearsal, Role } from './rehearsal.js';

const leadSchema = z.object({
  id: z.number(),
  name: z.string().catch(''),
  pipeline_id: z.number(),
  status_id: z.number(),
  responsible_user_id: z.number().catch(0),
  custom_fields_values: z
    .array(
      z.object({
        field_code: z.string().nullable(),
        values: z.array(z.object({ value: z.unknown() })),
      }),
    )
    .nullable()
    .catch(null),
  _embedded: z.object({ contacts: listOf(z.object({ id: z.number() })) }).catch({ contacts: [] }),
});
export type RehearsedLead = z.infer<typeof leadSchema>;

const newest = z
  .object({ _embedded: z.object({ leads: listOf(leadSchema) }) })
  .nullable()
  .catch(null);

export const readLead = async ({ kommo }: Rehearsal, id: number): Promise<RehearsedLead> =>
  leadSchema.parse(await kommo.get(`/api/v4/leads/${id}?with=contacts`));

export function fieldOf(lead: RehearsedLead, code: string): string | null {
  const field = lead.custom_fields_values?.find(({ field_code }) => field_code === code);
  const value = field?.values[0]?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** The newest lead with a field or a name as sought, once the companion has written it; kept for whoever plays on it. */
export async function findLead(
  rehearsal: Rehearsal,
  role: Role,
  isIt: (lead: RehearsedLead) => boolean,
): Promise<number | null> {
  const found = await rehearsal.until(async () => {
    const page = newest.parse(await rehearsal.kommo.get('/api/v4/leads?limit=50&order[id]=desc'));
    return page?._embedded.leads.find(isIt)?.id ?? null;
  });
  if (found !== null) rehearsal.leads.set(role, found);
  return found;
}

const capturedSchema = z.object({ captureId: z.string() });

/** Posts a capture as its source does; null when it was not taken. */
export async function postCapture(
  { config }: Rehearsal,
  source: 'direct' | 'inlead',
  body: Readonly<Record<string, unknown>>,
): Promise<{ readonly status: number; readonly captureId: string | null }> {
  const [token = ''] = config.captureTokensOf[source];
  const response = await fetch(`${config.publicUrl}/webhooks/leads/${source}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const captured = response.status === 202 ? capturedSchema.safeParse(JSON.parse(text)) : null;
  return { status: response.status, captureId: captured?.data?.captureId ?? null };
}

/** An invented person who is plainly no customer; with nobody to play the lead, no message is agreed to. */
export function person(
  { mark, stage }: Rehearsal,
  index: number,
): Readonly<Record<string, unknown>> {
  const key = mark.toLowerCase().replaceAll(' ', '-');
  return {
    full_name: `${mark} Prueba`,
    company_name: `${mark} ${index}`,
    email: `${key}-${index}@ensayo.example`,
    phone_number: `809555${String(100 + tenOf(mark) + index).padStart(4, '0')}`,
    service_type: 'Contabilidad',
    company_size: '21-50',
    urgency_level: 'Inmediatamente',
    ...(stage === null ? { consent: false } : {}),
  };
}

/** Who rehearses again is another person, not one that comes back to an open lead: ten numbers for each mark. */
const tenOf = (mark: string): number =>
  10 * (Buffer.from(mark).reduce((sum, byte) => sum + byte, 0) % 10);
