import type { ExperimentsPage } from '../../../contract/experiment.js';
import experimentsTemplate from '../../templates/admin/experiments.hbs';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewIntent, viewLoaded, viewResult } from '../view/parts.js';

type Experiment = ExperimentsPage['experiments'][number];

/** What each experiment shows so far, what the firm notes beside the numbers, and the form for another one (R3.4, R8.7). */
export function viewExperiments(state: AdminState, setting: Setting): string {
  const { t } = setting;
  const saved = state.result?.kind === 'saved' ? t('experiments.saved') : null;
  return (
    viewResult(state, t, saved) +
    viewEnd(state, setting) +
    viewLoaded(state.known.experiments, setting, (page) =>
      experimentsTemplate(viewPage(page, state, setting)),
    )
  );
}

function viewEnd({ intent, doing }: AdminState, { t }: Setting): string {
  if (intent?.kind !== 'end') return '';
  const version = intent.stays.toUpperCase();
  return viewIntent({
    title: t('experiments.end_title', { version }),
    yes: t('experiments.end_yes', { version }),
    no: t('admin.cancel'),
    busy: doing !== null,
  });
}

function viewPage(
  { experiments, targets }: ExperimentsPage,
  { doing }: AdminState,
  setting: Setting,
) {
  const { t } = setting;
  const busy = doing !== null;
  return {
    title: t('experiments.title'),
    none: experiments.length === 0 ? t('experiments.none') : null,
    experiments: experiments.map((one) => viewOne(one, { busy, setting, targets })),
    form: {
      title: t('experiments.begin_title'),
      name: t('experiments.name'),
      tried: t('experiments.tried'),
      targets: targets.map(({ subject, target, label }) => ({
        value: `${subject}:${target}`,
        label,
      })),
      a: t('experiments.version_a'),
      b: t('experiments.version_b'),
      hint: t('experiments.version_hint'),
      begin: t('experiments.begin'),
      busy,
    },
  };
}

interface Shown {
  readonly busy: boolean;
  readonly setting: Setting;
  readonly targets: ExperimentsPage['targets'];
}

function viewOne(one: Experiment, { busy, setting, targets }: Shown): object {
  const { t } = setting;
  const { id, name, subject, target, beganAt, endedAt, stays, verdict, alarm, rows, csv } = one;
  const label = targets.find(
    (known) => known.subject === subject && known.target === target,
  )?.label;
  const age = (at: string): string => sayAge(readTime(at) ?? setting.now, setting);
  return {
    ...{ id, name, rows, alarm, busy },
    verdict: alarm === null ? verdict : null,
    tried: label ?? target,
    since:
      endedAt === null
        ? t('experiments.since', { age: age(beganAt) })
        : t('experiments.ended', { age: age(endedAt), version: (stays ?? 'a').toUpperCase() }),
    versions: versionsOf(one, setting),
    chart: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(one.chart)}`,
    chartLabel: t('experiments.chart', { name }),
    table: t('experiments.table', { name }),
    difference: t('experiments.difference'),
    csv: csv === '' ? null : t('experiments.csv'),
    ends:
      endedAt === null
        ? (['a', 'b'] as const).map((arm) => ({
            busy,
            action: `end:${id}:${arm}`,
            label: t('experiments.end', { version: arm.toUpperCase() }),
          }))
        : [],
    notes: notesOf(one, setting),
  };
}

/** The pilot's versions are two forms, which have no name to write. */
function versionsOf({ subject, versions: { a, b } }: Experiment, { t }: Setting): string | null {
  if (subject === 'landing') return null;
  const usual = t('experiments.usual');
  return `A: ${a === '' ? usual : a} · B: ${b === '' ? usual : b}`;
}

function notesOf({ costs, listed }: Experiment, { t }: Setting): object {
  const two = (name: string, label: string, values: { a: string | number; b: string | number }) => [
    { name: `${name}_a`, label: `${label} · A`, value: String(values.a) },
    { name: `${name}_b`, label: `${label} · B`, value: String(values.b) },
  ];
  return {
    title: t('experiments.notes'),
    currency: t('experiments.currency'),
    currencies: (['DOP', 'USD'] as const).map((code) => ({
      code,
      chosen: code === costs.currency,
    })),
    fields: [
      { name: 'shared', label: t('experiments.shared'), value: String(costs.shared) },
      ...two('own', t('experiments.own'), costs.own),
      ...two('maintenance', t('experiments.maintenance'), listed.maintenance),
      ...two('flexibility', t('experiments.flexibility'), listed.flexibility),
      ...two('time', t('experiments.time'), listed.time),
    ],
    save: t('experiments.save'),
  };
}
