/** Alerts about failures near their limit. */
export const alert = {
  dead_letters: 'Trabajos fallidos por resolver: {failures} de {limit} ({level} %)',
  exports:
    'El respaldo falla o se atrasa: el último completo tiene {failures} horas, de {limit} a lo sumo ({level} %)',
  kommo: 'Fallos seguidos al llamar a Kommo: {failures} de {limit} ({level} %)',
  odoo: 'Fallos seguidos al llamar a Odoo: {failures} de {limit} ({level} %)',
  meta: 'Fallos seguidos al llamar a Meta: {failures} de {limit} ({level} %)',
} as const;
