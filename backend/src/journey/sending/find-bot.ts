import type { Services } from '../../services.js';

/** The account's bot of this name, where it is there and switched on. */
export async function findBot({ kommo }: Services, name: string): Promise<number | null> {
  const bots = await kommo.listBots();
  return bots.find((bot) => bot.isActive && bot.name === name)?.id ?? null;
}
