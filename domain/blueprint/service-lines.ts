import type { ServiceData } from './shape.js';

/** The four lines of business, in the form's order. */
export const services = [
  {
    key: 'accounting',
    label: 'Contabilidad',
    aliases: ['Contable', 'Servicios contables', 'Servicio de contabilidad'],
  },
  {
    key: 'tax',
    label: 'Fiscal',
    aliases: ['Impuestos', 'Servicios fiscales', 'Servicio fiscal'],
  },
  { key: 'payroll', label: 'Nómina', aliases: ['Nóminas', 'Servicio de nómina'] },
  {
    key: 'consulting',
    label: 'Consultoría',
    aliases: ['Consultorías', 'Asesoría', 'Servicio de consultoría'],
  },
] as const satisfies readonly ServiceData[];
