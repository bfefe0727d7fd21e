import type { Services } from '../../services.js';
import type { TemplateBacklog } from '../../storage/tables.js';

export interface MessageBacklog extends TemplateBacklog {
  /** Meta's tier, as it is set. */
  readonly peoplePerDay: number;
}

/** How much of the daily limit is used, and who waits for the rest (R5.4). */
export async function messageBacklog({
  store,
  config,
  clock,
}: Pick<Services, 'store' | 'config' | 'clock'>): Promise<MessageBacklog> {
  const backlog = await store.templateSends.backlog(clock());
  return { ...backlog, peoplePerDay: config.messages.peoplePerDay };
}
