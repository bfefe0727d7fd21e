import type { OdooService } from './settings.js';

/** What the firm does after a win, by service, until its own settings say otherwise. */
export const defaultServices: Readonly<Record<string, OdooService>> = {
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
};
