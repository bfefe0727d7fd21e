/** What a person agreed to or took back, and the proof of it. */
export const consent = {
  at: '{when}: {what}',
  text: 'Texto {version}.',
  contact_granted: 'Autorizó que la firma use sus datos y le escriba ({way}).',
  contact_assumed:
    'El formulario pide la autorización, pero la entrega no dice la respuesta ({way}).',
  contact_refused: 'No autorizó que la firma le escriba ({way}).',
  contact_withdrawn: 'Retiró su autorización ({way}).',
  marketing_granted: 'Aceptó consejos y ofertas ({way}).',
  marketing_assumed:
    'El formulario pide permiso para ofertas, pero la entrega no dice la respuesta ({way}).',
  marketing_refused: 'No aceptó consejos y ofertas ({way}).',
  marketing_withdrawn: 'Ya no quiere consejos ni ofertas ({way}).',
  by_direct: 'formulario',
  by_inlead: 'InLead',
  by_meta: 'Meta',
  by_kommo: 'Kommo',
  by_whatsapp: 'WhatsApp',
  by_form: 'página de privacidad',
  by_user: 'a pedido suyo, por el equipo',
  label_first_touch: 'Primera campaña',
  label_last_touch: 'Última campaña',
  label_arm: 'Lado del piloto',
  label_consent: 'Consentimiento',
  label_marketing: 'Publicidad',
} as const;
