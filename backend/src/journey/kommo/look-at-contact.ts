import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import { step } from '../../work/step.js';

/** Keeps the index of people up to date with the contacts that hooks name (decision 12). */
export const lookAtContact = step('look-at-contact', async ({ store, kommo }, inputs) => {
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
    const leads = rows.filter((row) => row.kommoContactId === contactId && changed.has(contactId));
    return done(
      ...leads.flatMap(({ kommoLeadId }) =>
        kommoLeadId === null
          ? []
          : [next('look-again', { kommoLeadId, action: 'contact', requestId, people: true })],
      ),
    );
  });
});
