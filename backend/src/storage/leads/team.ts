import { sql } from 'kysely';
import { z } from 'zod';
import type { Team } from '../../../../domain/assignment/team.js';
import type { Database } from '../db.js';
import type { SettingTable, TeamTable } from '../tables.js';

const nobody: Team = {
  queueOwnerId: null,
  managerId: null,
  holidays: { added: [], removed: [] },
  members: [],
};

const teamKey = 'team';
const automatedKey = 'automated_stages';
const stageKeys = z.array(z.string());

/** The team is one setting: it is read and saved whole. */
export const createTeamTable = (tools: {
  readonly db: Database;
  readonly settings: SettingTable;
}): TeamTable => ({
  read: async () => {
    const { rows } = await sql<{
      value: Team;
    }>`select value from settings where key = ${teamKey}`.execute(tools.db);
    return rows[0]?.value ?? nobody;
  },
  save: (team) => tools.settings.set(teamKey, team),
  automatedStages: async () => {
    const read = stageKeys.safeParse(await tools.settings.get(automatedKey));
    return read.success ? new Set(read.data) : null;
  },
});
