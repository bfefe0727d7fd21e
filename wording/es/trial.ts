/** The trial bot: what a real account alone can tell, and what each outcome settles. */
export const trial = {
  option: 'con --observe: bot de prueba de seis pasos para un lead propio',
  opening: 'Bot de prueba escrito en {file}.',
  opening_do:
    'Impórtelo en Kommo, actívelo y deje abierto el WhatsApp de ese lead, que debe haber escrito hoy: el bot empieza solo y cada mensaje dice qué hacer.',
  not_provisioned: 'A la cuenta le faltan campos: ejecute antes npm run provision -- apply.',
  started: 'El bot está en la cuenta: empezó.',
  all: 'Los seis pasos tienen respuesta. Borre las etiquetas «trial-…», el bot y el lead de prueba.',
  not_all: 'Se acabó el tiempo sin todos los pasos: repita con un lead nuevo, o con más --minutes.',
  option_token: '1. La opción se escribió por su código: optionsAs «token», como está.',
  option_text:
    '1. La opción no se escribió por su código: ponga optionsAs «text» y encienda "bot-writes-options-by-text" del sandbox.',
  answer_matched:
    '2. UNO valió por «Uno»: las mayúsculas no importan; "button-answers-ignore-case" encendido.',
  answer_unmatched:
    '2. UNO no valió por «Uno»: las mayúsculas importan, y los sinónimos del bot las cubren; "button-answers-ignore-case" apagado.',
  answer_waits:
    '2. La respuesta fue al paso que espera y no a los botones; el bot la lee allí también: "reply-goes-to-the-timer" encendido.',
  answer_silent: '2. Nadie respondió en diez minutos: repita el paso.',
  wait_timer: '3. El minuto terminó: un mismo paso espera mensaje y reloj, como está.',
  wait_message: '3. Llegó un mensaje antes del minuto: repita sin escribir.',
  count_number:
    '4. El bot leyó el número de la frase: readsCounts puede encenderse; está en «Conversación sin leer».',
  count_none: '4. El bot no leyó el número: readsCounts queda apagado y lo lee el companion.',
  person_message:
    '5. El bot siguió después de escribir una persona: "person-message-stops-bot" apagado; para hablar uno mismo, «Tomar la conversación».',
  person_timer: '5. Nadie respondió en diez minutos: repita el paso.',
  person_stopped:
    '5. El bot no siguió: el mensaje de una persona lo detiene; "person-message-stops-bot" encendido.',
  error_taken:
    '6. Un mensaje que no se puede enviar salió por on_error, como está; "delivery-error-is-silent" apagado.',
  error_ignored:
    '6. Kommo aceptó una plantilla sin aprobar sin ir a on_error: el fallo tardío solo se ve por el reloj; nada que cambiar.',
  error_skipped:
    '6. No hay plantilla sin aprobar con la que probar on_error: deje una en borrador.',
  error_hung:
    '6. El bot quedó detenido en un mensaje que no se pudo enviar: "delivery-error-is-silent" encendido; lo recoge el companion a la media hora.',
} as const;
