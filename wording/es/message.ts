/** Why a lead gets no automatic message, and what the doctor says of messages. */
export const message = {
  no_opted_out: 'Pidió no recibir mensajes por WhatsApp.',
  no_no_consent: 'No aceptó que le escribamos por WhatsApp.',
  no_consent_unknown:
    'No consta que aceptara que le escribamos: falta el texto de consentimiento de su formulario.',
  no_made_by_hand: 'Se creó a mano en Kommo: muévalo a «Calificando» para empezar la conversación.',
  no_test_lead: 'Es un lead de prueba.',
  no_partial_form: 'Dejó el formulario a medias: escríbale o muévalo a «Calificando».',
  no_suspected: 'Quizás lo llenó un robot: compruébelo y muévalo a «Calificando».',
  no_no_phone: 'No tiene teléfono.',
  no_no_service: 'No se sabe qué servicio le interesa.',
  no_no_bot: 'La cuenta no tiene el bot que lo envía, o está apagado.',
  no_over_limit: 'Espera turno: se alcanzó el límite diario de WhatsApp.',
  no_welcome_unsure: 'No se sabe si la bienvenida salió: escríbale o llámelo usted.',
  no_moved_on: 'Se movió de etapa mientras el bot preguntaba: el bot se detuvo.',
  bot_past: 'El lead ya pasó de «Calificando»: el bot no le pregunta más.',
  bot_opted_out: 'Pidió no recibir mensajes: el bot no le escribe más.',
  bot_complete: 'El bot ya preguntó todo lo que quería saber.',
  consent: 'Consentimiento de los formularios',
  consent_found: 'Se conoce el texto de cada formulario',
  consent_missing: 'Falta el de: {sources}',
  consent_remedy:
    'Escriba lo que acepta el visitante en CONSENT_TEXT_DIRECT, CONSENT_TEXT_INLEAD y CONSENT_TEXT_META: sin él, un lead que no dice qué aceptó no recibe mensajes.',
  firm: 'Datos de la firma en el formulario',
  firm_found: 'El formulario dice quién pide los datos y cómo escribir primero',
  firm_missing: 'Falta: {missing}',
  firm_remedy:
    'Escríbalos en .env: la Ley 172-13 pide decir quién trata los datos, y sin WHATSAPP_NUMBER el visitante no puede escribir primero.',
  bot_start: 'Inicio de la conversación',
  bot_start_companion:
    'La inicia el companion: la etapa «{stage}» no debe tener un disparador de Salesbot',
  bot_start_stage: 'La inicia la etapa «{stage}» de Kommo; el companion no inicia ninguna',
  bot_start_stage_remedy:
    'Compruebe que la etapa tenga un disparador para cada bot de conversación. Con BOT_START=companion sobra.',
} as const;
