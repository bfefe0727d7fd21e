import type { HandOver, HistoryEntry } from './hand-over.js';
import { projectNameOf } from './project-name.js';
import type { HandOverPlan, ServiceHandOver } from './hand-over-plan.js';
import type { Sentence } from '../../wording/sentence.js';

type Said = string | Sentence;
interface Line {
  readonly label: Said;
  readonly value: Said;
}
interface Section {
  readonly title: Sentence;
  readonly lines: readonly Line[];
}

/** What each step would send; a section without lines is left out. */
export function previewSections(
  handOver: HandOver,
  entries: readonly HistoryEntry[],
  plan: HandOverPlan,
): readonly Section[] {
  const services = servicesOf(handOver, plan);
  const sections: readonly Section[] = [
    { title: { code: 'preview.section_customer' }, lines: customerLines(handOver) },
    { title: { code: 'preview.section_opportunity' }, lines: opportunityLines(handOver) },
    { title: { code: 'preview.section_project' }, lines: projectLines(services, handOver) },
    { title: { code: 'preview.section_contract' }, lines: contractLines(services, handOver) },
    { title: { code: 'preview.section_history' }, lines: historyLines(entries) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function customerLines({ person, taxId, address }: HandOver) {
  const place = [address?.street, address?.city, address?.zip].filter(Boolean).join(', ');
  return present([
    [label('company'), person.companyName],
    [label('person'), person.fullName],
    [label('tax_id'), taxId],
    [label('email'), person.email],
    [label('phone'), person.phone],
    [label('landline'), person.landline],
    [label('address'), place],
  ]);
}

function opportunityLines(handOver: HandOver) {
  const { attribution } = handOver;
  return present([
    [label('name'), handOver.leadName],
    [label('amount'), handOver.amount > 0 ? money(handOver.amount, handOver.currency) : null],
    [label('services'), handOver.services.map(({ label }) => label).join(', ')],
    [label('source'), attribution.utm_source ?? handOver.source],
    [label('medium'), attribution.utm_medium],
    [label('campaign'), attribution.utm_campaign],
    [label('salesperson'), handOver.salespersonEmail],
    [label('tags'), handOver.tags.join(', ')],
    ...handOver.scores.map(
      ({ model, total, leadClass }) =>
        [label(`score_${model}`), `${total}/100 (${leadClass})`] as const,
    ),
    ...handOver.answers.map((answer) => [answer.label, answer.shown] as const),
  ]);
}

type NamedService = ServiceHandOver & { readonly label: string };

const servicesOf = ({ services }: HandOver, plan: HandOverPlan): readonly NamedService[] =>
  services.flatMap(({ key, label }) =>
    Object.entries(plan.services).flatMap(([known, service]) =>
      known === key ? [{ ...service, label }] : [],
    ),
  );

function projectLines(services: readonly NamedService[], handOver: HandOver) {
  const withProject = services.filter(({ project }) => project);
  if (withProject.length === 0) return [];
  return present([
    [label('name'), projectNameOf(handOver)],
    ...withProject.flatMap((service) =>
      service.tasks.map((task) => [service.label, taskOf(task)] as const),
    ),
  ]);
}

const taskOf = ({ name, dueDays }: ServiceHandOver['tasks'][number]): Said =>
  dueDays === null ? name : { code: 'preview.task_due', params: { name, count: dueDays } };

function contractLines(services: readonly NamedService[], { amount, currency }: HandOver) {
  const [main] = services;
  if (main === undefined || main.contract === 'none') return [];
  return present([
    [label('kind'), label(`contract_${main.contract}`)],
    ...services.map(
      (service) => [service.label, `${service.product.name} (${service.product.code})`] as const,
    ),
    [label('price'), amount > 0 ? money(amount, currency) : null],
  ]);
}

function historyLines(entries: readonly HistoryEntry[]) {
  const known = [...new Set(entries.map(({ kind }) => kind))];
  return known.map((kind) => ({
    label: label(`history_${kind}`),
    value: String(entries.filter((entry) => entry.kind === kind).length),
  }));
}

const amounts = new Intl.NumberFormat('es-DO', { maximumFractionDigits: 2 });
const money = (amount: number, currency: string): string => `${amounts.format(amount)} ${currency}`;

type Label = Extract<Sentence, { readonly params?: never }>['code'] extends infer Code
  ? Code extends `preview.${infer Key}`
    ? Key
    : never
  : never;

const label = (key: Label): Sentence => ({ code: `preview.${key}` });

const present = (pairs: readonly (readonly [Said, Said | null | undefined])[]): readonly Line[] =>
  pairs.flatMap(([said, value]) => {
    const shown = typeof value === 'string' ? value.trim() : (value ?? '');
    return shown === '' ? [] : [{ label: said, value: shown }];
  });
