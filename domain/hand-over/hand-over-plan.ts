import type { LeadSource, ServiceKey } from '../lead/lead.js';

/** What the firm decided about a won lead: data of `blueprint/odoo.ts`. */
export interface HandOverPlan {
  /** Tag of the lead in Kommo once its customer is in Odoo. */
  readonly tag: string;
  /** First words of the note in Kommo, by which it is known again. */
  readonly noteTitle: string;
  /** How a lead came, where no `utm_source` says it better. */
  readonly sourceNames: Readonly<Record<LeadSource, string>>;
  /** Monthly price by the budget's wording, for a lead won without an amount. */
  readonly priceByBudget: Readonly<Record<string, number>>;
  /** Of those prices, whatever the currency of Kommo's account. */
  readonly budgetCurrency: string;
  readonly services: Readonly<Record<ServiceKey, ServiceHandOver>>;
}

export type ContractKind =
  'none' | 'quotation' | 'confirmed_order' | 'subscription' | 'oca_contract';

export interface ServiceHandOver {
  readonly contract: ContractKind;
  /** Internal reference and name of Odoo's product. */
  readonly product: { readonly code: string; readonly name: string };
  readonly project: boolean;
  /** Odoo's id of the project to copy; null makes a project of our own. */
  readonly projectTemplateId: number | null;
  /** Login or e-mail of the project's manager; null leaves it to Odoo. */
  readonly managerLogin: string | null;
  /** `dueDays` count from the win; null is a task without a due date. */
  readonly tasks: readonly { readonly name: string; readonly dueDays: number | null }[];
}
