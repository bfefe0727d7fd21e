import type { FormPlan } from '../form/form-plan.js';

/** The landing page's words and order (R2.4); what it asks beyond the contact is in `form.ts`. */
export const landing = {
  firm: 'Account SRL',
  tagline: 'Contabilidad · Fiscal · Nómina · Consultoría',
  title: 'Reciba una propuesta a la medida de su empresa',
  intro:
    'Tres pasos, unos dos minutos. Incluye una consulta gratuita y un análisis sin compromiso.',
  steps: {
    need: {
      title: '¿Qué necesita su empresa?',
      intro: 'Solo el servicio es obligatorio. Lo demás nos ayuda a afinar su propuesta.',
    },
    contact: {
      title: '¿A quién le preparamos la propuesta?',
      intro: 'Con estos datos le escribimos. No los compartimos con terceros ajenos al servicio.',
    },
    details: {
      title: 'Últimos detalles',
      intro: 'Todo lo de este paso es opcional: cuanto más sepamos, más precisa será su propuesta.',
    },
  },
  general: {
    need: [
      'company_size',
      'monthly_revenue',
      'industry_sector',
      'urgency_level',
      'current_situation',
      'budget_range',
    ],
    details: ['manages_inventory', 'tax_regime', 'meeting_preference'],
  },
  services: {
    accounting: 'Registros, conciliaciones y estados financieros',
    tax: 'Declaraciones ante la DGII y planificación',
    payroll: 'Nómina, TSS e ISR de sus empleados',
    consulting: 'Procesos, finanzas y decisiones',
  },
  contact: {
    full_name: {
      label: 'Nombre completo',
      hint: 'Nombre y apellido',
      type: 'text',
      autocomplete: 'name',
      required: true,
    },
    company_name: {
      label: 'Nombre de la empresa',
      type: 'text',
      autocomplete: 'organization',
      required: true,
    },
    email: {
      label: 'Correo de la empresa',
      type: 'email',
      autocomplete: 'email',
      required: true,
    },
    phone_number: {
      label: 'Teléfono con WhatsApp',
      hint: 'Dominicano: 809, 829 u 849. Escríbalo como prefiera.',
      type: 'tel',
      autocomplete: 'tel',
      required: true,
    },
    landline_number: {
      label: 'Teléfono fijo',
      type: 'tel',
      autocomplete: 'work tel',
      required: false,
    },
    tax_id: {
      label: 'RNC o cédula',
      type: 'text',
      autocomplete: 'off',
      inputmode: 'numeric',
      required: false,
    },
  },
  benefits: [
    {
      title: 'Consulta gratuita',
      text: 'Hablamos de su caso antes de que decida nada.',
    },
    {
      title: 'Análisis sin compromiso',
      text: 'Revisamos su situación y le decimos qué conviene hacer primero.',
    },
    {
      title: 'Propuesta personalizada',
      text: 'Alcance y precio según el tamaño y las necesidades de su empresa.',
    },
  ],
  words: {
    service: '¿Qué servicio le interesa?',
    serviceShort: 'Servicio',
    consentShort: 'Autorización',
    moment: 'el {moment}',
    serviceHint: 'Puede elegir varios.',
    optional: 'opcional',
    progress: 'Paso {step} de {steps}',
    forward: 'Continuar',
    back: 'Atrás',
    send: 'Recibir mi propuesta personalizada',
    sending: 'Enviando…',
    privacyLink: 'Quién trata sus datos y qué derechos tiene',
    trap: 'Deje este campo vacío',
    errors: 'Revise lo siguiente',
    errorTitle: 'Error: ',
    resumed: 'Continuamos donde se quedó.',
    startAgain: 'Empezar de nuevo',
    expired:
      'La página estuvo abierta mucho tiempo. Sus respuestas siguen aquí: revíselas y continúe.',
    unsaved:
      'En este momento no podemos guardar su solicitud. Sus respuestas siguen aquí: inténtelo de nuevo en un minuto.',
    unsent: 'No hay conexión. Sus respuestas siguen aquí: inténtelo de nuevo.',
    tooMany:
      'Recibimos muchas solicitudes desde su conexión. Sus respuestas siguen aquí: inténtelo de nuevo en unos minutos.',
    sentBefore: 'Ya tenemos su solicitud con este teléfono. Le escribimos pronto.',
    sentChanged:
      'Ya recibimos esta solicitud y desde entonces cambió algo. Si quiere enviarla con los cambios, pulse el botón otra vez.',
    thanks: '¡Gracias! Recibimos su solicitud',
    thanksNext: 'Qué sigue',
    whatsapp: 'Escribirnos por WhatsApp',
    whatsappWhy: 'Si prefiere no esperar, escríbanos usted: así también confirmamos su número.',
    whatsappText: 'Hola, acabo de pedir una propuesta de {services} en su página.',
    backToForm: 'Volver al formulario',
    withdraw: 'Retirar mi autorización',
    withdrawWhat:
      'Dejaremos de escribirle y de enviarle ofertas desde este momento. Lo que ya nos contó queda guardado hasta que pida borrarlo.',
    withdrawYes: 'Sí, retirar mi autorización',
    withdrawn: 'Retiramos su autorización',
    withdrawnWhat:
      'No le escribiremos más. Si cambia de opinión, envíe el formulario de nuevo y marque la casilla.',
    phoneRead: 'Le escribiremos al {phone}',
  },
  consent: {
    contact:
      'Autorizo a {firm}{taxId}{address} a usar mis datos para evaluar mi solicitud y contactarme por WhatsApp, llamada o correo. Solo el servicio, el nombre, la empresa, el correo y el teléfono son obligatorios: sin ellos no pueden preparar la propuesta. Los ven también sus proveedores de CRM y mensajería. Puedo acceder a mis datos, rectificarlos, cancelarlos u oponerme a su uso{email} (Ley 172-13).',
    marketing:
      'Quiero recibir también consejos y ofertas de {firm} por WhatsApp y correo. Puedo salir cuando quiera respondiendo BAJA.',
  },
  next: {
    HOT: {
      working: 'Un ejecutivo le contacta en los próximos minutos.',
      closed: 'Un ejecutivo le contacta {when}, apenas abramos.',
    },
    WARM: {
      working: 'Un ejecutivo le contacta a más tardar {when}.',
      closed: 'Un ejecutivo le contacta a más tardar {when}.',
    },
    COLD: {
      working: 'Un ejecutivo revisa su caso y le contacta a más tardar {when}.',
      closed: 'Un ejecutivo revisa su caso y le contacta a más tardar {when}.',
    },
    NURTURING: {
      working: 'Le enviamos información útil para su caso y quedamos a la orden.',
      closed: 'Le enviamos información útil para su caso y quedamos a la orden.',
    },
  },
  privacy: {
    title: 'Sus datos y sus derechos',
    sections: [
      {
        title: 'Quién los trata',
        lines: ['{firm}{taxId}{address}.', 'Para cualquier asunto sobre sus datos{email}.'],
      },
      {
        title: 'Para qué',
        lines: [
          'Evaluar su solicitud, preparar la propuesta y contactarle por WhatsApp, llamada o correo.',
          'Si marca la casilla de consejos y ofertas, también para enviárselos. Es aparte y nunca viene marcada.',
          'Guardamos desde qué anuncio o página llegó, para saber qué publicidad funciona.',
        ],
      },
      {
        title: 'Qué es obligatorio',
        lines: [
          'El servicio, su nombre, la empresa, el correo y el teléfono: sin ellos no podemos preparar la propuesta. Todo lo demás es opcional.',
        ],
      },
      {
        title: 'Quién más los ve',
        lines: [
          'Nuestros proveedores de CRM y de mensajería (WhatsApp), solo para prestarnos ese servicio. No vendemos ni cedemos sus datos.',
        ],
      },
      {
        title: 'Si deja el formulario a medias',
        lines: [
          'Lo que escribió se guarda solo si ya dio sus datos de contacto y marcó la autorización; a los 30 minutos pasa a un ejecutivo como solicitud incompleta.',
        ],
      },
      {
        title: 'Cookies',
        lines: [
          'Usamos cookies propias y firmadas: una recuerda por 90 días desde qué anuncio llegó otra, por 30 minutos, su formulario a medias, y otra, por 90 días, la solicitud que envió, para que pueda retirar aquí su autorización. No hay cookies de terceros.',
        ],
      },
      {
        title: 'Sus derechos (Ley 172-13)',
        lines: [
          'Puede acceder a sus datos, rectificarlos, cancelarlos u oponerse a su uso, y retirar su autorización cuando quiera.',
          'Por WhatsApp basta responder BAJA para no recibir más mensajes. En el navegador desde el que envió su solicitud aparece aquí un enlace para retirar su autorización; si llegó por un anuncio u otra página, pídalo y se lo enviamos.',
        ],
      },
    ],
  },
} as const satisfies FormPlan;
