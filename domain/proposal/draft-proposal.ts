import type { ProposalDraft } from '../../contract/proposal.js';
import type { LeadProfile } from '../lead/lead.js';
import type { ProposalPlan } from './proposal-plan.js';

interface Tiers {
  /** A month, by what the budget is shown as. */
  readonly priceByBudget: Readonly<Record<string, number>>;
  readonly budgetCurrency: string;
}

interface Known {
  readonly profile: LeadProfile;
  /** Its answers as a person reads them. */
  readonly shown: readonly { readonly question: string; readonly shown: string }[];
  /** The amount on the lead; 0 where nobody has written one. */
  readonly price: number;
  readonly currency: string;
}

/** What a new proposal starts from: the lead's services, its amount or its budget's tier, and the firm's texts. */
export function draftProposal(known: Known, plan: ProposalPlan, tiers: Tiers): ProposalDraft {
  const { profile } = known;
  const { services } = profile;
  return {
    greeting: greetingOf(profile, plan),
    services: (services.length === 0 ? (['consulting'] as const) : services).map((key) => ({
      key,
      ...plan.services[key],
    })),
    ...amountOf(known, tiers),
    validDays: plan.validDays,
  };
}

function greetingOf(
  { person: { fullName, companyName } }: LeadProfile,
  { greeting, greetingUnnamed, unnamedCompany }: ProposalPlan,
): string {
  const [name = ''] = fullName.trim().split(/\s+/u);
  const company = companyName === '' ? unnamedCompany : companyName;
  const named = name === '' ? greetingUnnamed : greeting.replace('{name}', () => name);
  return named.replace('{company}', () => company);
}

/** In the account's currency alone: the amount becomes the lead's, and Kommo knows no other. */
function amountOf(
  { shown, price, currency }: Known,
  { priceByBudget, budgetCurrency }: Tiers,
): Pick<ProposalDraft, 'amount' | 'currency'> {
  if (price > 0) return { amount: price, currency };
  const tier =
    priceByBudget[shown.find(({ question }) => question === 'budget_range')?.shown ?? ''];
  return { amount: currency === budgetCurrency ? (tier ?? null) : null, currency };
}
