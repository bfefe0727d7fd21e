import type { Email } from '../../conversation/template.js';

/** Texts for the stage triggers that an admin sets by hand: no bot step for e-mail is known (R5.2). */
export const emails = [
  {
    key: 'value_email_3d',
    subject: 'Cómo ordenamos la contabilidad de empresas como {company}',
    body: `Hola, {name}:

Hace unos días pediste una propuesta de {service} para {company}. Te contamos cómo trabajamos:

1. Revisamos sin costo tu situación actual y lo que pide la DGII.
2. Te entregamos un plan con fechas y un precio fijo mensual.
3. Un contador asignado responde tus preguntas por WhatsApp.

Responde este correo, o escríbenos por WhatsApp, y terminamos tu propuesta.

Account SRL`,
  },
  {
    key: 'final_attempt_30d',
    subject: '¿Seguimos con la propuesta para {company}?',
    body: `Hola, {name}:

No hemos logrado hablar sobre {service} para {company}. Si aún te interesa, responde este correo y retomamos la propuesta donde quedó.

Si no es el momento, no tienes que hacer nada: cerraremos la solicitud.

Account SRL`,
  },
  {
    key: 'proposal',
    subject: 'Tu propuesta de Account SRL para {company}',
    body: `Hola, {name}:

La propuesta de {service} para {company} está lista. Puedes verla aquí: {proposal}

Si tienes preguntas o quieres cambiar algo, responde este correo.

Account SRL`,
  },
] as const satisfies readonly Email[];
