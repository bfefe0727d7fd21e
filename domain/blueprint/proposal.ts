import type { ProposalPlan } from '../proposal/proposal-plan.js';

/** What a proposal says to its client; the executive may change greeting, scope and amount before it goes. */
export const proposalPlan = {
  validDays: 15,
  firm: 'Account SRL',
  title: 'Propuesta de servicios',
  greeting:
    '{name}, gracias por su confianza. Preparamos esta propuesta para {company} con lo que conversamos.',
  greetingUnnamed:
    'Gracias por su confianza. Preparamos esta propuesta con lo que conversamos para {company}.',
  unnamedCompany: 'su empresa',
  services: {
    accounting: {
      title: 'Contabilidad mensual',
      scope:
        'Registro de sus operaciones según NIIF.\nConciliaciones bancarias.\nEstados financieros cada mes, explicados en una reunión.\nUn contador asignado que responde por WhatsApp.',
    },
    tax: {
      title: 'Servicio fiscal',
      scope:
        'Declaraciones mensuales y anuales ante la DGII.\nFormatos 606, 607 y los que correspondan.\nCalendario de vencimientos y avisos.\nRevisión de su situación fiscal y respuesta a notificaciones.',
    },
    payroll: {
      title: 'Nómina',
      scope:
        'Cálculo de nómina y volantes de pago.\nTSS, INFOTEP e ISR al día.\nAltas, bajas y prestaciones laborales.\nReportes por empleado y por período.',
    },
    consulting: {
      title: 'Consultoría',
      scope:
        'Diagnóstico de su situación.\nPlan de trabajo con fechas y responsables.\nAcompañamiento en la ejecución.\nInforme de hallazgos y resultados.',
    },
  },
  words: {
    for: 'Para',
    version: 'Versión {version} · {date}',
    facts: 'Lo que nos contó',
    scope: 'Qué incluye',
    amount: 'Inversión mensual',
    amountOpen: 'Por definir con usted',
    tax: 'ITBIS no incluido.',
    validUntil: 'Válida hasta el {date}.',
    accept: 'Acepto',
    change: 'Quiero cambiar algo',
    changeLabel: '¿Qué le gustaría cambiar?',
    send: 'Enviar',
    print: 'Imprimir o guardar en PDF',
    thanksAccepted: '¡Gracias! Su ejecutivo le escribe para los próximos pasos.',
    thanksChange: 'Gracias. Su ejecutivo revisa lo que pide y le responde.',
    saidChange: 'Usted pidió',
    emptyChange: 'Escriba qué le gustaría cambiar.',
    goneTitle: 'Esta propuesta ya no está disponible',
    unknown: 'El enlace no es correcto. Pida uno nuevo a su ejecutivo.',
    expired: 'Venció el {date}. Pida una nueva a su ejecutivo: con gusto la actualiza.',
    revoked: 'Su ejecutivo la retiró. Pídale la nueva.',
    replaced: 'Hay una versión más reciente. Pida el enlace a su ejecutivo.',
  },
} as const satisfies ProposalPlan;
