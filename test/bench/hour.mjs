// 1,000 leads in an hour with six executives, on a driven clock: how evenly they are given, and how long anybody waits.
import { spawnSync } from 'node:child_process';

const leads = process.env.BUSY_HOUR_LEADS ?? '1000';

export function benchHour() {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      ...['node_modules/jest/bin/jest.js', 'test/soak/busy-hour'],
    ],
    { encoding: 'utf8', env: { ...process.env, BUSY_HOUR_LEADS: leads } },
  );
  const figures = /^figures (\{.*\})$/mu.exec(stdout)?.[1];
  if (status !== 0 || figures === undefined) throw new Error(stderr.slice(-2_000));
  return JSON.parse(figures);
}
