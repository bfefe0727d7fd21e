/** Meta: lead ads, and what the administrator does about its refusals. */
export const meta = {
  unreachable: 'Meta no respondió; se intenta de nuevo solo.',
  no_token:
    'Falta el token de la página: ponga META_PAGE_TOKEN y META_PAGE_ID. Los leads esperan y entran después.',
  token_dead:
    'Meta ya no acepta el token de la página. Genere uno nuevo en la aplicación de Meta y póngalo en META_PAGE_TOKEN; los leads esperan y entran después.',
  limit: 'Meta pide una pausa de {minutes} minutos; después se sigue solo.',
  gone: 'Meta no muestra este lead: fue borrado, es de otra página, o a la aplicación le falta el acceso en Administrador de acceso a clientes potenciales.',
  unknown_lead: 'Meta no conoce este lead: los del botón «Probar» de su panel no existen.',
  denied:
    'Meta niega el acceso (código {error}): dé a la aplicación leads_retrieval y el acceso en Administrador de acceso a clientes potenciales. Los leads esperan y entran después.',
  version_over:
    'Meta retiró la versión de la API: ponga una más nueva en META_GRAPH_VERSION. Los leads esperan y entran después.',
  refused: 'Meta rechazó la consulta (código {error}).',
  no_contact:
    'El formulario no dio con quién hablar: escriba el contacto que lea en sus respuestas, o diga en «Captación» qué significa cada campo.',
  connection: 'Anuncios de Meta',
  not_set: 'Sin configurar: los formularios de Meta no llegan por sí solos',
  not_set_remedy:
    'Ponga META_APP_SECRET, META_VERIFY_TOKEN, META_PAGE_TOKEN y META_PAGE_ID (lo explica .env.example).',
  partly_set: 'Faltan: {missing}',
  page_told: 'La página {page} avisa de sus leads',
  page_silent: 'La página {page} no avisa de sus leads a esta aplicación',
  page_silent_remedy:
    'Suscriba la aplicación a la página con el campo leadgen (POST /{page}/subscribed_apps).',
  check_remedy: 'Corrija lo que Meta dice y vuelva a mirar.',
  version: 'Versión de la API de Meta',
  version_fine: '{version}; Meta no anuncia su final antes de 90 días',
  version_ends: '{version} termina el {day}',
  version_ended: '{version} terminó el {day}',
  version_remedy: 'Ponga una versión más nueva en META_GRAPH_VERSION y reinicie.',
  token: 'Token de la página de Meta',
  token_endless: 'No termina por sí solo',
  token_ends: 'Vale hasta el {day}',
  token_ended: 'Meta ya no lo acepta',
  token_may_not: 'Le falta el permiso leads_retrieval: no puede leer las respuestas',
  token_remedy:
    'Genere uno nuevo en la aplicación de Meta, con leads_retrieval, y póngalo en META_PAGE_TOKEN.',
  catch_up: 'Leads que Meta no avisó',
  catch_up_none: 'Todavía no se han buscado',
  catch_up_at: 'Se buscaron por última vez el {at}; se repite cada 15 minutos',
  catch_up_remedy: 'Corrija lo que Meta dice arriba; se busca de nuevo solo.',
  evidence: 'Entrega de los mensajes de WhatsApp',
  evidence_meta: 'Lo dice Meta: entregado, leído o fallido',
  evidence_kommo: 'Solo se sabe que el mensaje salió de Kommo; nada dice si llegó',
} as const;
