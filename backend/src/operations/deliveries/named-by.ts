import { z } from 'zod';

const id = z.int().positive();
const hook = z.object({
  leads: z.array(z.object({ id })).catch([]),
  contacts: z.array(z.object({ id })).catch([]),
  messages: z.array(z.object({ leadId: id.nullable() })).catch([]),
  tile: z.string().nullable().catch(null),
  bot: z.unknown().optional(),
  unreadable: z.string().nullable().catch(null),
});

interface Named {
  readonly leadIds: readonly number[];
  readonly contactIds: readonly number[];
  readonly isUnreadable: boolean;
  /**
   * What a person put on a stage, and a bot that waits, are asked for once: done again they would write to the lead. All else only says
   * whom to look at.
   */
  readonly isReadAgain: boolean;
}

/** Whom a stored hook names. */
export function namedBy(body: unknown): Named {
  const read = hook.safeParse(body);
  if (!read.success) return { leadIds: [], contactIds: [], isUnreadable: true, isReadAgain: false };
  const { leads, contacts, messages, tile, bot, unreadable } = read.data;
  const leadIds = [
    ...leads.map((lead) => lead.id),
    ...messages.flatMap(({ leadId }) => leadId ?? []),
  ];
  const contactIds = contacts.map((contact) => contact.id);
  return {
    leadIds: [...new Set(leadIds)],
    contactIds: [...new Set(contactIds)],
    isUnreadable: unreadable !== null,
    isReadAgain: tile === null && bot === undefined && leadIds.length + contactIds.length > 0,
  };
}
