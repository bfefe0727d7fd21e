import { knownStagesSchema, noKnownStages } from '../../adapters/kommo/fields/known-stages.js';
import type { KnownStages } from '../../adapters/kommo/fields/known-stages.js';
import type { SettingTable } from '../../storage/tables.js';

/** Where the ids of our stages in the account are kept. */
export interface StageStore {
  read(): Promise<KnownStages>;
  write(known: KnownStages): Promise<void>;
}

const settingKey = 'kommo.stages';

export function createStageStore(settings: Pick<SettingTable, 'get' | 'set'>): StageStore {
  const read = async (): Promise<KnownStages> => {
    const parsed = knownStagesSchema.safeParse(await settings.get(settingKey));
    return parsed.success ? parsed.data : noKnownStages;
  };
  return {
    read,
    write: async (known) => {
      if (JSON.stringify(known) === JSON.stringify(await read())) return;
      await settings.set(settingKey, known);
    },
  };
}
