import { z } from 'zod';
import { captureBackoff, done } from '../step.js';
import type { Step } from '../step.js';

const input = z.object({
  contactId: z.int().positive(),
  action: z.string(),
  requestId: z.string(),
});

/** Keeps the index of people up to date with the contacts that hooks name (decision 12). */
export const lookAtContact: Step<z.infer<typeof input>> = {
  name: 'look-at-contact',
  story:
    'A contact changed: the index of people learns its phones and e-mails, its leads are looked at.',
  input,
  batch: 250,
  concurrency: 1,
  backoffSeconds: captureBackoff,
  async run({ store, kommo }, inputs) {
    const ids = [...new Set(inputs.map(({ contactId }) => contactId))];
    const rows = await store.leads.findByContactIds(ids);
    const ours = new Set(rows.map(({ kommoContactId }) => kommoContactId));
    // The echo of a contact that we made ourselves.
    const unknown = inputs.filter(
      ({ action, contactId }) => action !== 'add' || !ours.has(contactId),
    );
    const wanted = [...new Set(unknown.map(({ contactId }) => contactId))];
    const found = wanted.length === 0 ? [] : await kommo.readContacts(wanted);

    const gone = wanted.filter((id) => !found.some(({ contactId }) => contactId === id));
    await store.people.learn([...found, ...gone.map((contactId) => ({ contactId, keys: [] }))]);

    const changed = new Set(found.map(({ contactId }) => contactId));
    return inputs.map(({ contactId, requestId }) => {
      const leads = rows.filter(
        (row) => row.kommoContactId === contactId && changed.has(contactId),
      );
      return done(
        ...leads.flatMap(({ kommoLeadId }) =>
          kommoLeadId === null
            ? []
            : [
                {
                  step: 'look-again',
                  key: `${kommoLeadId}:contact:${requestId}`,
                  data: { kommoLeadId, action: 'contact', requestId, people: true },
                },
              ],
        ),
      );
    });
  },
};
