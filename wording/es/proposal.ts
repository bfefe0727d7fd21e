/** What the lead in Kommo tells of a proposal. */
export const proposal = {
  note_made: 'Propuesta versión {version}, {amount} al mes: {url}',
  accepted: 'Aceptó la propuesta (versión {version}). Llame hoy para cerrar los próximos pasos.',
  wish: 'Quiere cambiar la propuesta (versión {version}): {wish}',
  opened_again: 'Volvió a abrir la propuesta (versión {version}). Buen momento para llamar.',
  closed: 'El lead ya está cerrado: no se le hace una propuesta.',
  accepted_stays: 'El cliente ya la aceptó.',
  none: 'Este lead no tiene propuesta.',
  other_currency:
    'Escriba el monto en {currency}, la moneda de la cuenta de Kommo: pasa al lead y a Odoo.',
} as const;
