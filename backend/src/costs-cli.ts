import {
  costSchema,
  readChannelCosts,
  setChannelCost,
} from './operations/analytics/channel-costs.js';
import { print, runCommand, say } from './run-command.js';

/** `npm run costs -- 2026-11 facebook 45000` enters what a channel cost in a month; without arguments all are listed. */
const given = process.argv.slice(2);
const cost = costSchema.safeParse(given);
if (given.length > 0 && !cost.success) {
  print(say({ code: 'analytics.cost_usage' }));
  process.exitCode = 1;
} else {
  await runCommand(process.env, async ({ services: { store } }) => {
    if (cost.success) await setChannelCost(store.settings, cost.data);
    for (const [channel, months] of Object.entries(await readChannelCosts(store.settings))) {
      for (const [month, amount] of Object.entries(months))
        print(`${month}  ${channel}  ${amount}`);
    }
  });
}
