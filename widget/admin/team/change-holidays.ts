import type { SavedTeam } from '../../../contract/team.js';

/** What the firm adds to the yearly list of holidays, and takes off it: "holiday:added", "holiday-back:removed:2026-12-24". */
export function changeHolidays(
  team: SavedTeam,
  order: string,
  { date = '' }: Readonly<Record<string, string>>,
): SavedTeam | null {
  const [what = '', list = '', kept = ''] = order.split(':');
  if (list !== 'added' && list !== 'removed') return null;
  const known = team.holidays[list];
  const after =
    what === 'holiday-back'
      ? known.filter((one) => one !== kept)
      : [...new Set([...known, date])].sort();
  return { ...team, holidays: { ...team.holidays, [list]: after } };
}
