import { channelCostSchema } from '../../contract/channel-cost.js';
import {
  listChannelCosts,
  readChannelCosts,
  setChannelCost,
} from './operations/analytics/channel-costs.js';
import { print, runCommand, say } from './run-command.js';

/** `npm run costs -- 2026-11 facebook 45000` enters what a channel cost in a month; without arguments all are listed. */
const given = process.argv.slice(2);
const [month, channel, amount = ''] = given;
const cost = channelCostSchema.safeParse({
  ...{ month, channel },
  amount: amount === '' || given.length > 3 ? null : Number(amount),
});
if (given.length > 0 && !cost.success) {
  print(say({ code: 'analytics.cost_usage' }));
  process.exitCode = 1;
} else {
  await runCommand(process.env, async ({ services: { store } }) => {
    if (cost.success) await setChannelCost(store, cost.data);
    for (const one of listChannelCosts(await readChannelCosts(store))) {
      print(`${one.month}  ${one.channel}  ${one.amount}`);
    }
  });
}
