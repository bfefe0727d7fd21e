import type { GroupTools } from '../section-group.js';

/** The diagnosis looks now, and is shown wherever a part of it stands. */
export async function checkAgain({ store, run, api, now }: GroupTools): Promise<void> {
  const report = await run('check', api.checkAgain);
  if (report !== null) {
    store.dispatch({ kind: 'arrived', name: 'doctor', value: report, at: now() });
  }
}
