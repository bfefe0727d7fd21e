import type { ServiceKey } from './keys.js';

/** What the executive does for a new customer, by service; what the accountants do is in Odoo's project (`odoo.ts`). */
export interface OnboardingTask {
  readonly what: string;
  readonly afterDays: number;
}

/** The sequence that "Ganado" begins with, after the welcome that announces it (specification, section 3). */
export const onboarding = {
  accounting: [
    { what: 'envíele la lista de documentos', afterDays: 1 },
    { what: 'preséntele a su contador asignado', afterDays: 3 },
    { what: 'confirme que recibió su primer cierre mensual', afterDays: 35 },
  ],
  tax: [
    {
      what: 'pídale el acceso a la Oficina Virtual de la DGII y sus últimos 606 y 607',
      afterDays: 1,
    },
    { what: 'envíele su calendario de declaraciones', afterDays: 15 },
  ],
  payroll: [
    { what: 'pídale el listado de empleados y sus datos en la TSS', afterDays: 1 },
    { what: 'revise con él la primera nómina de prueba', afterDays: 15 },
  ],
  consulting: [
    { what: 'acuerde la reunión de diagnóstico', afterDays: 1 },
    { what: 'preséntele el plan de trabajo', afterDays: 10 },
  ],
} as const satisfies Readonly<Record<ServiceKey, readonly OnboardingTask[]>>;
