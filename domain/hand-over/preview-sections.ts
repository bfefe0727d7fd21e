import type { HandOver, HistoryEntry } from './hand-over.js';
import { projectNameOf } from './project-name.js';
import type { HandOverPlan, HandOverWords, ServiceHandOver } from './hand-over-plan.js';

interface Line {
  readonly label: string;
  readonly value: string;
}
interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** What each step would send, in the executive's words; a section without lines is left out. */
export function previewSections(
  handOver: HandOver,
  entries: readonly HistoryEntry[],
  plan: HandOverPlan,
): readonly Section[] {
  const { sections } = plan.words;
  const services = servicesOf(handOver, plan);
  return [
    { title: sections.customer, lines: customerLines(handOver, plan.words) },
    { title: sections.opportunity, lines: opportunityLines(handOver, plan.words) },
    { title: sections.project, lines: projectLines(services, handOver, plan.words) },
    { title: sections.contract, lines: contractLines(services, handOver, plan) },
    { title: sections.history, lines: historyLines(entries, plan.words) },
  ].filter(({ lines }) => lines.length > 0);
}

function customerLines({ person, taxId, address }: HandOver, { labels }: HandOverWords) {
  const place = [address?.street, address?.city, address?.zip].filter(Boolean).join(', ');
  return present([
    [labels.company, person.companyName],
    [labels.person, person.fullName],
    [labels.taxId, taxId],
    [labels.email, person.email],
    [labels.phone, person.phone],
    [labels.landline, person.landline],
    [labels.address, place],
  ]);
}

function opportunityLines(handOver: HandOver, { labels, scores }: HandOverWords) {
  const { attribution } = handOver;
  return present([
    [labels.name, handOver.leadName],
    [labels.amount, handOver.amount > 0 ? money(handOver.amount, handOver.currency) : null],
    [labels.services, handOver.services.map(({ label }) => label).join(', ')],
    [labels.source, attribution.utm_source ?? handOver.source],
    [labels.medium, attribution.utm_medium],
    [labels.campaign, attribution.utm_campaign],
    [labels.salesperson, handOver.salespersonEmail],
    [labels.tags, handOver.tags.join(', ')],
    ...handOver.scores.map(
      ({ model, total, leadClass }) => [scores[model], `${total}/100 (${leadClass})`] as const,
    ),
    ...handOver.answers.map(({ label, shown }) => [label, shown] as const),
  ]);
}

type NamedService = ServiceHandOver & { readonly label: string };

const servicesOf = ({ services }: HandOver, plan: HandOverPlan): readonly NamedService[] =>
  services.flatMap(({ key, label }) =>
    Object.entries(plan.services).flatMap(([known, service]) =>
      known === key ? [{ ...service, label }] : [],
    ),
  );

function projectLines(
  services: readonly NamedService[],
  handOver: HandOver,
  { labels, days }: HandOverWords,
) {
  const withProject = services.filter(({ project }) => project);
  if (withProject.length === 0) return [];
  return present([
    [labels.name, projectNameOf(handOver)],
    ...withProject.flatMap(({ label, tasks }) =>
      tasks.map(
        (task) =>
          [
            label,
            task.dueDays === null ? task.name : `${task.name} (${task.dueDays} ${days})`,
          ] as const,
      ),
    ),
  ]);
}

function contractLines(
  services: readonly NamedService[],
  { amount, currency }: HandOver,
  { words: { labels, contracts } }: HandOverPlan,
) {
  const [main] = services;
  if (main === undefined || main.contract === 'none') return [];
  return present([
    [labels.kind, contracts[main.contract]],
    ...services.map(({ label, product }) => [label, `${product.name} (${product.code})`] as const),
    [labels.price, amount > 0 ? money(amount, currency) : null],
  ]);
}

function historyLines(entries: readonly HistoryEntry[], { kinds }: HandOverWords) {
  const known = [...new Set(entries.map(({ kind }) => kind))];
  return known.map((kind) => ({
    label: kinds[kind],
    value: String(entries.filter((entry) => entry.kind === kind).length),
  }));
}

const amounts = new Intl.NumberFormat('es-DO', { maximumFractionDigits: 2 });
const money = (amount: number, currency: string): string => `${amounts.format(amount)} ${currency}`;

const present = (
  pairs: readonly (readonly [string, string | null | undefined])[],
): readonly Line[] =>
  pairs.flatMap(([label, value]) => {
    const shown = value?.trim() ?? '';
    return shown === '' ? [] : [{ label, value: shown }];
  });
