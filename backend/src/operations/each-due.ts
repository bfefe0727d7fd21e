const most = 200;

/**
 * All rows whose time has come, some at a time. What waits for a dead letter stays due: were only the first rows taken, enough of
 * them would hold up all others. A row that is skipped because an earlier one went away comes with the next tick.
 */
export async function eachDue<Row>(
  list: (limit: number, skip: number) => Promise<readonly Row[]>,
  take: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  for (let skip = 0; ; skip += most) {
    const rows = await list(most, skip);
    await take(rows);
    if (rows.length < most) return;
  }
}
