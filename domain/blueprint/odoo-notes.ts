import type { FactorKey, ScoreModel } from '../../contract/score.js';
import type { HistoryKind } from '../hand-over/hand-over.js';

/** What the records of a rehearsal are called in Odoo, which never keeps them. */
export const rehearsed = 'Ensayo de entrega';

/** The words of the notes that the firm's people read in Odoo. */
export const noteLabels = {
  lead: 'Venta ganada en Kommo',
  customer: 'Cliente',
  person: 'Contacto',
  company: 'Empresa',
  email: 'Correo',
  phone: 'WhatsApp',
  landline: 'Teléfono fijo',
  taxId: 'RNC / cédula',
  otherEmails: 'Otros correos',
  sale: 'Venta',
  services: 'Servicios',
  amount: 'Monto',
  source: 'Origen',
  link: 'Enlace a Kommo',
  answers: 'Respuestas',
  attribution: 'Atribución',
  unknown: 'sin respuesta',
  history: 'Historial de Kommo',
  from: 'del',
  to: 'al',
} as const;

export const scoreLabels: Readonly<Record<ScoreModel, string>> = {
  pre: 'Puntaje inicial',
  lead: 'Puntaje tras la conversación',
  inlead: 'Puntaje de InLead',
};

export const factorLabels: Readonly<Record<FactorKey, string>> = {
  company_size: 'Número de empleados',
  monthly_revenue: 'Facturación mensual',
  urgency_level: 'Urgencia',
  budget_range: 'Presupuesto',
  current_situation: 'Situación actual',
  service_complexity: 'Complejidad del servicio',
  contact_data: 'Datos de contacto',
  contact_quality: 'Calidad del contacto',
  response_speed: 'Rapidez de respuesta',
  inlead_score: 'Puntaje de InLead',
};

export const historyLabels: Readonly<Record<HistoryKind, string>> = {
  message_in: 'Mensaje del cliente',
  message_out: 'Mensaje enviado',
  note: 'Nota',
  call: 'Llamada',
  task: 'Tarea',
  stage: 'Cambio de etapa',
  email: 'Correo',
  other: 'Evento',
};
