/** Why a lead is lost; the firm's administrator may add others, which stay. */
export const lossReasons: readonly string[] = [
  'Precio fuera de su presupuesto',
  'Eligió otra firma',
  'Se queda con su contador actual',
  'No responde',
  'Todavía no es el momento',
  'Servicio que no ofrecemos',
  'Datos de contacto incorrectos',
  'Contacto duplicado o de prueba',
];
