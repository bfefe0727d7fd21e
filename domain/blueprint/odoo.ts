import type { HandOverPlan } from '../hand-over/hand-over-plan.js';

/**
 * What follows a win, by service. A quotation is the default because it needs no price: a person sets it and confirms.
 * "confirmed_order" wants an amount on the lead or a budget below; "subscription" and "oca_contract" want their module.
 */
export const handOver = {
  tag: 'En Odoo',
  noteTitle: 'Entregado a Odoo',
  sourceNames: {
    direct: 'Página web',
    inlead: 'InLead',
    meta: 'Meta Lead Ads',
    kommo: 'Kommo',
  },
  // The middle of each range; the open one counts from its lower end.
  priceByBudget: { '5K-15K': 10_000, '15K-30K': 22_500, '30K-50K': 40_000, '50K+': 50_000 },
  budgetCurrency: 'DOP',
  services: {
    accounting: {
      contract: 'quotation',
      product: { code: 'CONTABILIDAD', name: 'Contabilidad mensual' },
      project: true,
      projectTemplateId: null,
      managerLogin: null,
      tasks: [
        { name: 'Recibir documentos del cliente', dueDays: 3 },
        { name: 'Configurar catálogo de cuentas', dueDays: 7 },
        { name: 'Cargar saldos iniciales', dueDays: 14 },
        { name: 'Primer cierre mensual', dueDays: 35 },
      ],
    },
    tax: {
      contract: 'quotation',
      product: { code: 'FISCAL', name: 'Servicio fiscal mensual' },
      project: true,
      projectTemplateId: null,
      managerLogin: null,
      tasks: [
        { name: 'Revisar obligaciones ante la DGII', dueDays: 3 },
        { name: 'Poner al día los formatos 606 y 607', dueDays: 10 },
        { name: 'Calendario de declaraciones', dueDays: 15 },
      ],
    },
    payroll: {
      contract: 'quotation',
      product: { code: 'NOMINA', name: 'Nómina mensual' },
      project: true,
      projectTemplateId: null,
      managerLogin: null,
      tasks: [
        { name: 'Recibir listado de empleados', dueDays: 3 },
        { name: 'Registrar la empresa en la TSS', dueDays: 7 },
        { name: 'Correr la primera nómina de prueba', dueDays: 15 },
      ],
    },
    consulting: {
      contract: 'quotation',
      product: { code: 'CONSULTORIA', name: 'Consultoría' },
      project: true,
      projectTemplateId: null,
      managerLogin: null,
      tasks: [
        { name: 'Reunión de diagnóstico', dueDays: 3 },
        { name: 'Plan de trabajo', dueDays: 10 },
        { name: 'Entregar informe de hallazgos', dueDays: 30 },
      ],
    },
  },
} as const satisfies HandOverPlan;
