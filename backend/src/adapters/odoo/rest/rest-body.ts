import type { HandOver, HistoryEntry } from '../odoo.js';
import { historyLabels } from '../../../../../domain/blueprint/odoo-notes.js';
import { kommoMark } from '../opportunity/ensure-opportunity.js';
import type { OdooSettings } from '../transport/settings.js';
import { orderMark, servicesOf } from '../records/step-tools.js';
import { taxIdForOdoo } from '../customer/tax-id.js';
import { oneLine, plusDays, toOdooDate, toOdooDatetime } from '../records/values.js';
import { rateOf } from '../contract/currency.js';
import { projectNameOf } from '../../../../../domain/hand-over/project-name.js';

/** "Full contact info + custom fields + interaction history" (R5.5), in the words of `odoo-addon/`. */
export const restBody = (
  settings: OdooSettings,
  handOver: HandOver,
  entries: readonly HistoryEntry[],
) => ({
  kommo_ref: String(handOver.kommoLeadId),
  customer: customerOf(settings, handOver),
  opportunity: present({
    name: oneLine(handOver.leadName) || `Kommo ${handOver.kommoLeadId}`,
    expected_revenue: handOver.amount,
    source: handOver.attribution.utm_source ?? handOver.source,
    medium: handOver.attribution.utm_medium,
    campaign: handOver.attribution.utm_campaign,
    tags: [...new Set([...handOver.services.map(({ label }) => label), ...handOver.tags])],
    currency: handOver.currency,
    exchange_rates: ratesFrom(settings, handOver.currency),
    salesperson_login: handOver.salespersonEmail,
    referred: kommoMark(handOver.kommoLeadId),
    won: true,
  }),
  custom_fields: [
    ...handOver.scores.map(({ model, total, leadClass }) => ({
      label: `Score ${model}`,
      value: `${total}/100 (${leadClass})`,
    })),
    ...handOver.answers.map(({ label, shown }) => ({ label, value: shown })),
  ],
  history: entries.map((entry) =>
    present({
      ref: entry.ref,
      date: toOdooDatetime(entry.at),
      author: entry.author,
      text: `${historyLabels[entry.kind]}: ${entry.text}`,
    }),
  ),
  ...projectOf(settings, handOver),
  ...orderOf(settings, handOver),
});

function customerOf(settings: OdooSettings, handOver: HandOver) {
  const { person, address } = handOver;
  const taxId = taxIdForOdoo(handOver.taxId, settings.taxIdExceptions);
  const company = oneLine(person.companyName);
  const contact = present({
    name: oneLine(person.fullName),
    email: person.email,
    phone: person.phone,
  });
  const common = {
    vat: 'digits' in taxId ? taxId.digits : null,
    street: address?.street,
    city: address?.city,
    country_code: settings.country,
    languages: settings.languages,
  };
  return company === ''
    ? present({ ...contact, ...common, is_company: false })
    : present({ name: company, ...common, phone: person.landline, is_company: true, contact });
}

/** Its lines share the opportunity's amount; the endpoint converts and divides it, for only it knows the order's currency. */
function orderOf(settings: OdooSettings, handOver: HandOver) {
  const services = servicesOf(settings, handOver);
  const kind = services[0]?.contract;
  if (kind !== 'quotation' && kind !== 'confirmed_order') return {};
  const lines = services.map(({ label, product }) => ({ name: label, product }));
  return {
    order: { confirmed: kind === 'confirmed_order', reference: orderMark(handOver), lines },
  };
}

function projectOf(settings: OdooSettings, handOver: HandOver) {
  const services = servicesOf(settings, handOver).filter(({ project }) => project);
  const [main] = services;
  if (!main) return {};
  const tasks = services.flatMap((service) =>
    service.tasks.map(({ name, dueDays }) =>
      present({ name, due: dueDays === null ? null : dueDay(handOver, dueDays) }),
    ),
  );
  return {
    project: present({
      name: oneLine(projectNameOf(handOver)),
      template_id: main.projectTemplateId,
      manager_login: main.managerLogin,
      tasks,
    }),
  };
}

/** Null where nobody said when it was won: today is not ours to ask, so Odoo has no due date then. */
const dueDay = ({ wonAt }: HandOver, days: number): string | null =>
  wonAt === null ? null : toOdooDate(plusDays(wonAt, days));

/** What one unit of a currency is in each other that we have a rate for. */
const ratesFrom = (settings: OdooSettings, currency: string) =>
  Object.fromEntries(
    Object.keys(settings.exchangeRates)
      .flatMap((pair) => pair.split('>'))
      .flatMap((other) => {
        const rate = other === currency ? null : rateOf(settings, currency, other);
        return rate === null ? [] : [[other, rate] as const];
      }),
  );

/** The endpoint takes a missing value as missing; null is a wrong type there. */
const present = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== null && value !== undefined && value !== '',
    ),
  );
