/** Alerts about failures near their limit. */
export const alert = {
  dead_letters: 'Trabajos fallidos por resolver: {failures} de {limit} ({level} %)',
  exports:
    'El respaldo falla o se atrasa: el último completo tiene {failures} horas, de {limit} a lo sumo ({level} %)',
  kommo: 'Fallos seguidos al llamar a Kommo: {failures} de {limit} ({level} %)',
  odoo: 'Fallos seguidos al llamar a Odoo: {failures} de {limit} ({level} %)',
  meta: 'Fallos seguidos al llamar a Meta: {failures} de {limit} ({level} %)',
  whatsapp: 'WhatsApp: se llegó a {failures} de {limit} personas en 24 horas ({level} %)',
  disk: 'El disco está lleno al {failures} % de {limit} ({level} %)',
  stuck_leads: 'Leads fuera de plazo: {failures} de {limit} ({level} %)',
  hooks: 'Kommo desactivó el webhook de esta dirección o ya no lo tiene',
  kommo_token: 'Días que le quedan al token de Kommo: {failures}',
  meta_token: 'Días que le quedan al token de la página de Meta: {failures}',
  odoo_key: 'Días que le quedan a la clave de Odoo: {failures}',
  raised: '{what}. {remedy}',
  task: '{alert} ({at})',
  remedy_dead_letters:
    'Abra «Trabajo fallido» en la página de administración y resuelva o descarte cada uno.',
  remedy_exports:
    'Ejecute npm run export en el servidor y corrija lo que diga: suele ser el disco o el permiso de la carpeta.',
  remedy_kommo:
    'Abra «Conexión» en la página de administración y siga lo que diga; lo pendiente se reintenta solo.',
  remedy_odoo:
    'Compruebe que Odoo responde y que su clave vale (npm run doctor); mientras tanto, los leads ganados esperan.',
  remedy_meta:
    'Compruebe META_PAGE_TOKEN y los permisos de la aplicación (npm run doctor); los leads de anuncios esperan.',
  remedy_whatsapp:
    'Los leads nuevos pasan primero. Pida a Meta un nivel más alto y póngalo en WHATSAPP_PEOPLE_PER_DAY.',
  remedy_disk: 'Libere espacio o amplíe el disco: lleno, no se guarda ningún lead.',
  remedy_stuck_leads: 'Mire en «Plazos y seguimiento» de quién son, y reasígnelos.',
  remedy_hooks:
    'Compruebe que PUBLIC_URL responde desde fuera y ejecute npm run provision -- apply. Los cambios se buscan cada hora entre tanto.',
  remedy_kommo_token:
    'Cree uno nuevo (Kommo → Integración → Claves y alcances) y póngalo en KOMMO_TOKEN.',
  remedy_meta_token: 'Cree uno nuevo de larga duración y póngalo en META_PAGE_TOKEN.',
  remedy_odoo_key:
    'Cree una nueva (Odoo → Preferencias → Seguridad), póngala en ODOO_KEY y su fecha en ODOO_KEY_EXPIRES.',
  clear: 'Resuelto: {what}',
} as const;
