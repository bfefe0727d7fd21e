import type { Services } from '../../services.js';

/** Kommo's clock may be behind ours. */
const clocksApartMs = 5 * 60_000;

/** Kommo keeps no key of a note, so one with these words that was written since is looked for first. */
export async function addNoteOnce(
  { kommo }: Pick<Services, 'kommo'>,
  leadId: number,
  { text, since }: { readonly text: string; readonly since: string },
): Promise<void> {
  const from = Date.parse(since) - clocksApartMs;
  const history = await kommo.readHistory(leadId);
  const isThere = history.some(
    (entry) => entry.kind === 'note' && entry.text === text && Date.parse(entry.at) >= from,
  );
  if (isThere) return;
  await kommo.addNote(leadId, text);
}
