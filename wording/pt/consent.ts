import type { consent as original } from '../es/consent.js';
import type { Translation } from '../sentence.js';

export const consent = {
  at: '{when}: {what}',
  text: 'Texto {version}.',
  contact_granted: 'Autorizou que a empresa use seus dados e lhe escreva ({way}).',
  contact_assumed: 'O formulário pede a autorização, mas a entrega não diz a resposta ({way}).',
  contact_refused: 'Não autorizou que a empresa lhe escreva ({way}).',
  contact_withdrawn: 'Retirou sua autorização ({way}).',
  marketing_granted: 'Aceitou dicas e ofertas ({way}).',
  marketing_assumed:
    'O formulário pede permissão para ofertas, mas a entrega não diz a resposta ({way}).',
  marketing_refused: 'Não aceitou dicas e ofertas ({way}).',
  marketing_withdrawn: 'Não quer mais dicas nem ofertas ({way}).',
  by_direct: 'formulário',
  by_inlead: 'InLead',
  by_meta: 'Meta',
  by_kommo: 'Kommo',
  by_whatsapp: 'WhatsApp',
  by_form: 'página de privacidade',
  by_user: 'a seu pedido, pela equipe',
  label_first_touch: 'Primeira campanha',
  label_last_touch: 'Última campanha',
  label_arm: 'Lado do piloto',
  label_consent: 'Consentimento',
  label_marketing: 'Publicidade',
} as const satisfies Translation<typeof original>;
