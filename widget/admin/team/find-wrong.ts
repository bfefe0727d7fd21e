import { days, readSpans } from './hours-text.js';

export interface Wrong {
  /** What was pressed: it names the form. */
  readonly order: string;
  readonly field: string;
  readonly problem: 'hours' | 'dates' | 'date';
}

const isDate = (text = ''): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The first field of a form of the team that cannot be saved; null where all can. */
export function findWrong(order: string, fields: Readonly<Record<string, string>>): Wrong | null {
  const [what] = order.split(':');
  if (what === 'hours') {
    const day = days.find((one) => readSpans(fields[`day_${one}`] ?? '') === null);
    return day === undefined ? null : { order, field: `day_${day}`, problem: 'hours' };
  }
  if (what === 'absence') return findWrongDates(order, fields);
  if (what !== 'holiday' || isDate(fields['date'])) return null;
  return { order, field: 'date', problem: 'date' };
}

function findWrongDates(
  order: string,
  { from = '', to = '' }: Readonly<Record<string, string>>,
): Wrong | null {
  if (!isDate(from)) return { order, field: 'from', problem: 'date' };
  return to !== '' && (!isDate(to) || to < from) ? { order, field: 'to', problem: 'dates' } : null;
}
