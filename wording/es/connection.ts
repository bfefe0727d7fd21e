/** What an administrator is to do so that Kommo lets the companion in. */
export const connection = {
  needs_authorisation:
    'Un administrador de la cuenta de Kommo debe abrir la página de conexión y permitir el acceso. Los leads que lleguen mientras tanto se guardan y se envían después.',
  revoked:
    'Kommo ya no acepta la autorización (se revocó, se desactivó el widget o se regeneró la clave secreta). Un administrador debe conectar de nuevo; si se regeneró la clave, actualice antes KOMMO_CLIENT_SECRET. Nada se pierde: el trabajo espera.',
  payment_required:
    'El plan o la prueba de la cuenta de Kommo terminó. Renuévelo en Kommo, en Ajustes → Facturación: el trabajo en espera sigue solo, sin volver a conectar.',
  blocked:
    'Kommo bloqueó el acceso de este servidor por exceso de llamadas. Escriba al soporte de Kommo con la dirección IP del servidor; el trabajo espera y se reintenta cada pocos minutos.',
  unreachable:
    'Kommo no responde. Suele ser pasajero: el trabajo espera y se reintenta solo. Si dura, compruebe la salida a internet del servidor.',
  ends_soon: {
    one: 'El token de larga duración vence en {count} día: cree otro en Kommo (Claves y alcances) o conecte de nuevo antes de esa fecha.',
    other:
      'El token de larga duración vence en {count} días: cree otro en Kommo (Claves y alcances) o conecte de nuevo antes de esa fecha.',
  },
  unknown_client:
    'Kommo no reconoce la integración: compare KOMMO_CLIENT_ID, KOMMO_CLIENT_SECRET y KOMMO_REDIRECT_URI con la pestaña «Claves y alcances».',
} as const;
