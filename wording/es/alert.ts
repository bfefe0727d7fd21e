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
  kommo_token:
    'El token de Kommo vence en {failures} días (se avisa desde {limit}; {level} %): cree uno nuevo',
  clear: 'Resuelto: {what}',
} as const;
