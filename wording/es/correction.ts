/** What an administrator may correct before failed work is tried again. */
export const correction = {
  not_editable: 'Este dato no se puede corregir aquí.',
  not_editable_remedy: 'Corríjalo en Kommo y vuelva a cargar la lista.',
  tax_id_remedy: 'Revise el RNC (9 dígitos) o la cédula (11 dígitos).',
  amount: 'El monto debe ser un número entero de 0 o más.',
  amount_remedy: 'Escriba solo dígitos, sin centavos.',
  refused_by_kommo: 'Kommo no aceptó la corrección.',
  lead_gone: 'El lead ya no existe en Kommo.',
} as const;
