/** Why somebody may not do something to a lead, or open the administrators' page. */
export const rights = {
  unknown_user: 'Su usuario no está en la cuenta de Kommo.',
  inactive_user: 'Su usuario está desactivado en Kommo.',
  no_view:
    'En Kommo no tiene permiso para ver este lead. Puede dárselo un administrador: Ajustes → Usuarios.',
  no_edit:
    'En Kommo no tiene permiso para editar este lead. Puede hacerlo su responsable, o darle el permiso un administrador: Ajustes → Usuarios.',
  cannot_check:
    'Kommo no responde, así que no se puede comprobar qué le permite hacer aquí. Intente de nuevo en un minuto.',
  token_may_not_read:
    'El token con que la aplicación entra en Kommo no es de un administrador, y solo uno puede leer los permisos de los usuarios. Un administrador debe conectar la cuenta otra vez.',
} as const;
