import type { OdooSettings } from '../transport/settings.js';

interface Need {
  readonly model: string;
  readonly operations: readonly string[];
}

const full = ['read', 'create', 'write'] as const;

/** What the settings make the bot touch, and how. */
export function servicesNeeded({ services }: OdooSettings): readonly Need[] {
  const all = Object.values(services);
  const kinds = new Set(all.map(({ contract }) => contract));
  const project = all.some((service) => service.project);
  const order = ['quotation', 'confirmed_order', 'subscription'].some((kind) =>
    [...kinds].some((used) => used === kind),
  );
  return [
    { model: 'res.partner', operations: full },
    { model: 'crm.lead', operations: full },
    { model: 'crm.tag', operations: ['read', 'create'] },
    ...(project
      ? [
          { model: 'project.project', operations: full },
          { model: 'project.task', operations: full },
        ]
      : []),
    ...(order
      ? [
          { model: 'sale.order', operations: full },
          { model: 'sale.order.line', operations: full },
        ]
      : []),
    ...(kinds.has('oca_contract') ? [{ model: 'contract.contract', operations: full }] : []),
  ];
}
