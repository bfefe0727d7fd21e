import { z } from 'zod';
import { rateOf } from '../contract/currency.js';
import { mayCreate } from '../records/external-id.js';
import type { Check } from '../odoo.js';
import { idRow } from '../records/records.js';
import { link } from '../records/values.js';
import type { StepTools } from '../records/step-tools.js';
import type { Sentence } from '../../../../../wording/sentence.js';

export interface Piece {
  readonly name: Sentence;
  readonly look: () => Promise<Check>;
}

/** Single records and fields that the settings name. */
export function checkPieces(tools: StepTools): readonly Piece[] {
  const { settings } = tools;
  const services = Object.values(settings.services);
  const distinct = <T>(values: readonly (T | null)[]): readonly T[] => [
    ...new Set(values.flatMap((value) => (value === null ? [] : [value]))),
  ];
  const usesPlan = services.some(({ contract }) => contract === 'subscription');
  return [
    ...Object.values(settings.leadFields).map((field) => fieldPiece(tools, field)),
    ...distinct(services.map(({ managerLogin }) => managerLogin)).map((login) =>
      managerPiece(tools, login),
    ),
    ...distinct(services.map(({ projectTemplateId }) => projectTemplateId)).map((id) =>
      recordPiece(
        tools,
        { code: 'preflight.template', params: { id } },
        {
          model: 'project.project',
          id,
          remedy: { code: 'preflight.template_remedy' },
        },
      ),
    ),
    ...distinct(services.map((one) => (one.contract === 'none' ? null : one.product.code))).map(
      (code) => productPiece(tools, code),
    ),
    ...(usesPlan
      ? [
          recordPiece(
            tools,
            { code: 'preflight.plan' },
            {
              model: 'sale.subscription.plan',
              id: settings.subscriptionPlanId ?? 0,
              remedy: { code: 'preflight.plan_remedy' },
            },
          ),
        ]
      : []),
    languagePiece(tools),
    currencyPiece(tools),
  ];
}

const check = (name: Sentence, ok: boolean, remedy: Sentence): Check => ({
  name,
  state: ok ? 'ok' : 'failed',
  found: { code: ok ? 'preflight.exists' : 'preflight.absent' },
  remedy: ok ? null : remedy,
});

function fieldPiece({ records }: StepTools, field: string): Piece {
  const name: Sentence = { code: 'preflight.field', params: { name: field } };
  return {
    name,
    look: async () => {
      const info = (await records.fields('crm.lead'))?.[field];
      if (info?.readonly !== true)
        return check(name, info !== undefined, { code: 'preflight.field_remedy' });
      return {
        name,
        state: 'failed',
        found: { code: 'preflight.readonly' },
        remedy: { code: 'preflight.field_remedy' },
      };
    },
  };
}

function managerPiece({ lookups }: StepTools, login: string): Piece {
  const name: Sentence = { code: 'preflight.manager', params: { login } };
  return {
    name,
    look: async () =>
      check(name, (await lookups.user(login)) !== null, { code: 'preflight.manager_remedy' }),
  };
}

interface Sought {
  readonly model: string;
  readonly id: number;
  readonly remedy: Sentence;
}

const recordPiece = (
  { records }: StepTools,
  name: Sentence,
  { model, id, remedy }: Sought,
): Piece => ({
  name,
  look: async () => {
    const rows = await records.search(
      model,
      { domain: [['id', '=', id]], fields: ['id'], limit: 1 },
      idRow,
    );
    return check(name, rows.length > 0, remedy);
  },
});

function productPiece({ records }: StepTools, code: string): Piece {
  const name: Sentence = { code: 'preflight.product', params: { code } };
  const model = 'product.product';
  return {
    name,
    look: async () => {
      if ((await records.fields(model)) === null) {
        return {
          name,
          state: 'failed',
          found: { code: 'preflight.no_sales' },
          remedy: { code: 'preflight.module_remedy' },
        };
      }
      const rows = await records.search(
        model,
        { domain: [['default_code', '=', code]], fields: ['id'], limit: 1 },
        idRow,
      );
      const creatable = rows.length > 0 || (await mayCreate(records, model));
      return check(name, creatable, { code: 'preflight.product_remedy' });
    },
  };
}

const languagePiece = ({ lookups, settings }: StepTools): Piece => ({
  name: { code: 'preflight.language' },
  look: async () => {
    const language = await lookups.language(settings.languages);
    return {
      name: { code: 'preflight.language' },
      state: language === null ? 'warning' : 'ok',
      found: language ?? { code: 'preflight.none' },
      remedy: language === null ? { code: 'preflight.language_remedy' } : null,
    };
  },
});

/** Pesos are what the budgets are in; what Odoo keeps in another currency needs a rate or a pricelist. */
const currencyPiece = (tools: StepTools): Piece => ({
  name: { code: 'preflight.currency' },
  look: async () => {
    const company = await tools.lookups.companyCurrency();
    const lists = await pricelistCurrencies(tools);
    const isKnown = (currency: string) =>
      currency === sold || rateOf(tools.settings, sold, currency) !== null;
    const lacking = [company, lists.includes(sold) ? null : (lists[0] ?? null)].find(
      (currency) => currency !== null && !isKnown(currency),
    );
    const ok = lacking === undefined || lacking === null;
    return {
      name: { code: 'preflight.currency' },
      state: ok ? 'ok' : 'failed',
      found: ok
        ? (company ?? '')
        : { code: 'preflight.rate_missing', params: { from: sold, to: lacking } },
      remedy: ok ? null : { code: 'preflight.currency_remedy' },
    };
  },
});

const sold = 'DOP';

async function pricelistCurrencies({ records }: StepTools): Promise<readonly string[]> {
  if ((await records.fields('product.pricelist')) === null) return [];
  const rows = await records.search(
    'product.pricelist',
    { domain: [['active', '=', true]], fields: ['currency_id'], order: 'id' },
    z.object({ currency_id: link }),
  );
  return rows.flatMap(({ currency_id: currency }) => (currency === null ? [] : [currency.name]));
}
