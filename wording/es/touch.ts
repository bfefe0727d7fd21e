/** What the follow-up asks of people. */
export const touch = {
  call: 'Llamar a {lead}: lleva dos semanas sin responder. Al cerrar la tarea escriba el resultado, por ejemplo «no contestó».',
  not_sent: 'Seguimiento: «{touch}» no se envió a {lead} ({reasons}). Escríbale o llámele usted.',
  no_consent: 'no aceptó recibir mensajes',
  no_marketing_consent: 'no aceptó publicidad',
  no_phone: 'no tiene teléfono',
  no_email: 'no tiene correo',
  template_not_approved: 'la plantilla no está lista en Kommo',
} as const;
