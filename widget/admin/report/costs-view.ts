import type { Report } from '../../../contract/report.js';
import type { Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';

const shownMonths = 13;

/** The form for what a channel cost in a month, and what was entered (R8.6). */
export function viewCosts(
  { currency, channels, entered }: NonNullable<Report['costs']>,
  { doing }: AdminState,
  setting: Setting,
): object {
  const { t } = setting;
  const sign = t.word('currencies', currency);
  return {
    channels,
    busy: doing !== null,
    title: t('costs.title'),
    hint: t('costs.hint'),
    month: t('costs.month'),
    months: listMonths(setting),
    channel: t('costs.channel'),
    amount: t('costs.amount', { currency: sign }),
    save: t(doing === 'cost' ? 'costs.saving' : 'costs.save'),
    table: t('costs.table'),
    rows: entered.map(({ month, channel, amount }) => ({
      ...{ month: sayMonth(month, setting), channel },
      amount: `${sign}${new Intl.NumberFormat('es-DO').format(amount)}`,
      busy: doing !== null,
      away: t('costs.away'),
      action: `cost-away:${month}:${channel}`,
      name: t('costs.away_of', { channel, month: sayMonth(month, setting) }),
    })),
  };
}

/** This month and those before it: a cost is known when its month is over, or nearly. */
function listMonths(setting: Setting): readonly object[] {
  const today = new Date(setting.now);
  return Array.from({ length: shownMonths }, (_none, back) => {
    const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1));
    const value = first.toISOString().slice(0, 7);
    return { value, label: sayMonth(value, setting) };
  });
}

/** "noviembre de 2026" */
const sayMonth = (month: string, { language }: Setting): string =>
  new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
