/** Exports of the database, and the way back. */
export const restore = {
  no_manifest:
    'En {folder} no hay un manifest.json que se pueda leer: indique la carpeta de un respaldo',
  newer: 'Este respaldo lo hizo una versión más nueva: actualice antes de restaurar',
  damaged:
    'El archivo {file} está dañado o incompleto: pruebe con otro respaldo. No se cambió nada',
  not_empty:
    'La base no está vacía (la tabla {table} tiene filas): restaure en una base nueva. No se cambió nada',
  wrong_key:
    'Esta clave no abre el respaldo: hace falta la clave secreta que corresponde a EXPORT_RECIPIENT. No se cambió nada',
  no_identity: 'En {file} no hay una clave secreta de age (AGE-SECRET-KEY-1…)',
  new_key:
    'Escriba en .env:\nEXPORT_RECIPIENT={recipient}\n\nGuarde la clave secreta fuera de este servidor; sin ella nadie abre los respaldos:\n{identity}',
  exported: 'Respaldo hecho en {path}: {rows} filas, {bytes} bytes',
  folder: 'la carpeta de un respaldo',
  identity: 'el archivo con la clave secreta de age',
  restored:
    'Restaurado y comprobado: {tables} tablas, {rows} filas, {jobs} trabajos en cola. Personas borradas después de hacer el respaldo y vueltas a borrar: {erasedAgain}',
  how: 'Restaurar: en una base nueva y vacía, con la clave secreta de age que se guardó fuera del servidor. Todo entra y se comprueba contra el manifiesto, o no cambia nada.',
  not_configured:
    'No se hacen copias: falta EXPORT_RECIPIENT. En el servidor, ejecute npm run export -- key, ponga la clave pública en .env, guarde la clave secreta fuera del servidor y reinicie.',
  none_yet: 'Todavía no hay ninguna copia. La primera se hace a las 03:00; o haga una ahora.',
  last_failed:
    'La última copia falló ({failure}). Revise el espacio en disco y los permisos de la carpeta, y exporte otra vez; sola se reintenta cada hora.',
} as const;
