import { setTimeout as sleep } from 'node:timers/promises';
import type { KommoClient } from './adapters/kommo/http/client.js';
import { AppError } from './errors.js';
import { applyPlan, makePlan } from './account/provision/apply.js';
import { createStageStore } from './account/provision/stage-store.js';
import { setupSettingsOf } from './account/conversations/read-account.js';
import { botSwitches } from '../../domain/conversation/compile/bot-account.js';
import { prepareSandboxTeam } from './prepare-sandbox-team.js';
import { prepareSandboxBots } from './prepare-sandbox-bots.js';
import { wantedOf } from './account/provision/wanted.js';
import type { Services } from './services.js';

const againMs = 200;

/** In sandbox mode the account is provisioned at start, as a person does it once in a real one; waits for the sandbox. */
export async function prepareSandboxAccount(
  { config, log, store, blueprint }: Pick<Services, 'config' | 'log' | 'store' | 'blueprint'>,
  client: KommoClient,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      const tools = { client, log, stages: createStageStore(store.settings) };
      const { changes } = await makePlan(tools, wantedOf(config));
      if (changes.length > 0) await applyPlan(tools, wantedOf(config));
      const { startedBy } = setupSettingsOf(config);
      await prepareSandboxBots(client, blueprint, { ...botSwitches, startedBy });
      await prepareSandboxTeam(client, store);
      return;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.debug({ code: error.code }, 'the sandbox is not there yet');
      await sleep(againMs, undefined, { ref: false });
    }
  }
}
