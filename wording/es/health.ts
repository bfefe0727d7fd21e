/** The page "Salud": each figure, whether it is good, and what to do. */
export const health = {
  no_data: 'sin datos',
  day: 'Día',
  times: 'Veces',
  share: 'Parte',
  failed: 'Fallidos',
  source: 'Origen',
  kept: 'Guardados',
  refused: 'Rechazados',
  success: 'Éxito',
  place: 'Lugar',
  place_card: 'Tarjeta del lead',
  place_admin: 'Página de administración',
  place_widget: 'Acciones de la tarjeta',
  vendor_verb: 'Sistema y verbo',
  where: 'Cómo terminó',
  oldest: 'Lo más antiguo',
  waiting: 'En cola',
  people: 'Personas en 24 h',
  limit: 'Límite',
  used: 'Ocupado',

  webhooks: 'Webhooks recibidos y guardados (24 h)',
  webhooks_good: 'Lo que llega se guarda, y a tiempo.',
  webhooks_watch:
    'Algunas entregas fallan o tardan. Mire en la tabla de qué origen son y, en «Trabajo fallido», si algo quedó sin procesar.',
  webhooks_bad:
    'Se pierden entregas o Kommo puede apagar el webhook. Compruebe que la base de datos responde y que el servidor no está saturado; después ejecute el diagnóstico.',
  webhooks_none: 'Todavía no llegó ninguna entrega. Ejecute el diagnóstico si esperaba alguna.',

  calls: 'Tiempo de respuesta de Kommo, Odoo y Meta (p95, 24 h)',
  calls_failing: '{time} · {vendor} falla el {share}',
  calls_good: 'Responden rápido y casi nunca fallan.',
  calls_watch:
    'Alguno responde lento o falla a veces. Lo pendiente se reintenta solo; mire en la tabla cuál es.',
  calls_bad:
    'Alguno responde muy lento o falla mucho. Mire en la tabla cuál es, compruebe su página de estado y avise a quien lo administra. Nada se pierde: todo se reintenta.',
  calls_none: 'Todavía no se llamó a ningún sistema.',

  conversations: 'Conversaciones que llegan al final ({days} días)',
  conversations_good: 'Al menos la mitad de los leads termina su conversación.',
  conversations_watch:
    'Más de la mitad no termina. Revise la pregunta en la que más se quedan: acórtela o déjela para el ejecutivo.',
  conversations_bad:
    'Menos de una de cada cuatro llega al final. Revise la pregunta en la que más se quedan y que el bot de esa conversación esté al día en Kommo.',
  conversations_none: 'Todavía no terminó ninguna conversación.',
  most_stop: 'Donde más se quedan: «{question}» ({count}).',
  taken: 'La tomó una persona',
  ended: 'Terminó: {ending}',
  stopped_at: 'Se quedó en: {question}',

  queue: 'Antigüedad de la cola',
  queue_now: {
    one: '{age} · 1 trabajo por hacer',
    other: '{age} · {count} trabajos por hacer',
  },
  queue_good: 'El trabajo se hace en cuanto llega.',
  queue_watch:
    'Algo espera más de un minuto. Suele ser una ráfaga de leads; si no baja, mire «En espera».',
  queue_bad:
    'Hay trabajo que espera más de diez minutos. Compruebe que el companion está en marcha y que Kommo responde; reinícielo si la cola no baja.',
  queue_none: 'Todavía no hay datos.',

  whatsapp: 'Margen de WhatsApp (personas por plantilla en 24 h)',
  whatsapp_now: '{some} de {all}: quedan {left}',
  whatsapp_good: 'Queda margen para hoy.',
  whatsapp_watch: 'Se usó más del 70 %. Los seguimientos ceden el paso a los leads nuevos.',
  whatsapp_bad:
    'Casi no queda margen. Los mensajes esperan a que se libere. Pida a Meta un nivel más alto y ponga el nuevo límite en WHATSAPP_PEOPLE_PER_DAY.',
  whatsapp_none: 'Todavía no hay datos.',

  disk: 'Disco ocupado',
  disk_good: 'Queda espacio.',
  disk_watch: 'Pasa del 80 %. Planee borrar exportaciones viejas o ampliar el disco.',
  disk_bad:
    'Pasa del 90 %. Amplíe el disco o borre exportaciones viejas: sin espacio no se guarda nada.',
  disk_none: 'Todavía no hay datos.',

  answers: 'Tiempo de respuesta de la tarjeta (p95, 24 h)',
  answers_good: 'La tarjeta aparece enseguida.',
  answers_watch: 'La tarjeta tarda. Casi siempre es Kommo: mire sus tiempos arriba.',
  answers_bad:
    'La tarjeta tarda más de cinco segundos. Mire los tiempos de Kommo y la carga del servidor.',
  answers_none: 'Nadie abrió una tarjeta en las últimas 24 horas.',
} as const;
