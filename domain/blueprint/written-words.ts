/** What people write in forms, as it is compared once it is read; nobody is shown these. */
export const writtenWords = {
  /** A name that is none. */
  noName: [
    ...['undefined', 'null', 'nan', 'none', 'nil', 'na', 'n/a', 'n.a', 'n a', 's/n', 'sn'],
    ...['x', 'xx', 'xxx', 'no', 'no aplica', 'no tengo', 'no tiene', 'ninguna', 'ninguno'],
    ...['no tengo empresa', 'sin empresa', 'sin nombre', 'desconocido'],
    ...['no name', '[object object]', 'test lead', 'unknown'],
  ],
  consent: ['true', '1', 'yes', 'on', 'si', 'sí', 'acepto'],
  noConsent: ['false', '0', 'no', 'off'],
  /** Many firms have them: they say nothing of which one it is. */
  ofManyFirms: [
    ...['srl', 'sas', 'eirl', 'ltd', 'ltda', 'inc', 'corp', 'llc', 'cia', 'compania', 'empresa'],
    ...['empresas', 'grupo', 'comercial', 'servicios', 'soluciones', 'distribuidora'],
    ...['inversiones', 'dominicana', 'dominicano', 'republica', 'santo', 'domingo'],
    ...['the', 'los', 'las', 'del', 'con', 'por', 'para'],
  ],
} as const;
