/** What the follow-up asks of people. */
export const touch = {
  call: 'Llamar a {lead}: lleva dos semanas sin responder. Al cerrar la tarea escriba el resultado, por ejemplo «no contestó».',
  not_sent: 'Seguimiento: «{touch}» no se envió a {lead} ({reasons}). Escríbale o llámele usted.',
  no_consent: 'no aceptó recibir mensajes',
  no_marketing_consent: 'no aceptó publicidad',
  no_phone: 'no tiene teléfono',
  no_email: 'no tiene correo',
  template_not_approved: 'la plantilla no está lista en Kommo',
  why_paused: 'En pausa.',
  why_hours: 'Espera el horario de trabajo.',
  why_limit: 'Espera el límite diario de WhatsApp.',
  why_call_open: 'Espera el resultado de la llamada.',
} as const;
