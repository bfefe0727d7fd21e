import type { alert as es } from '../es/alert.js';
import type { Translation } from '../sentence.js';

export const alert = {
  dead_letters: 'Trabalhos com falha a resolver: {failures} de {limit} ({level} %)',
  exports:
    'A cópia falha ou atrasa: a última completa tem {failures} horas, de {limit} no máximo ({level} %)',
  kommo: 'Falhas seguidas ao chamar o Kommo: {failures} de {limit} ({level} %)',
  odoo: 'Falhas seguidas ao chamar o Odoo: {failures} de {limit} ({level} %)',
  meta: 'Falhas seguidas ao chamar a Meta: {failures} de {limit} ({level} %)',
  whatsapp: 'WhatsApp: {failures} de {limit} pessoas em 24 horas ({level} %)',
  disk: 'O disco está {failures} % cheio de {limit} ({level} %)',
  stuck_leads: 'Leads fora do prazo: {failures} de {limit} ({level} %)',
  hooks: 'O Kommo desativou o webhook deste endereço ou já não o tem',
  kommo_token: 'Dias que restam ao token do Kommo: {failures}',
  meta_token: 'Dias que restam ao token da página da Meta: {failures}',
  odoo_key: 'Dias que restam à chave do Odoo: {failures}',
  raised: '{what}. {remedy}',
  task: '{alert} ({at})',
  remedy_dead_letters:
    'Abra «Trabalho com falha» na página de administração e resolva ou descarte cada um.',
  remedy_exports:
    'Execute npm run export no servidor e corrija o que disser: costuma ser o disco ou a permissão da pasta.',
  remedy_kommo:
    'Abra «Conexão» na página de administração e siga o que disser; o pendente é repetido sozinho.',
  remedy_odoo:
    'Verifique se o Odoo responde e se a chave vale (npm run doctor); enquanto isso, os leads ganhos esperam.',
  remedy_meta:
    'Verifique META_PAGE_TOKEN e as permissões do aplicativo (npm run doctor); os leads de anúncios esperam.',
  remedy_whatsapp:
    'Os leads novos passam primeiro. Peça à Meta um nível mais alto e ponha-o em WHATSAPP_PEOPLE_PER_DAY.',
  remedy_disk: 'Libere espaço ou amplie o disco: cheio, nenhum lead é guardado.',
  remedy_stuck_leads: 'Veja em «Prazos e acompanhamento» de quem são e reatribua-os.',
  remedy_hooks:
    'Verifique se PUBLIC_URL responde de fora e execute npm run provision -- apply. Enquanto isso, as mudanças são procuradas de hora em hora.',
  remedy_kommo_token:
    'Crie um novo (Kommo → Integração → Chaves e escopos) e ponha-o em KOMMO_TOKEN.',
  remedy_meta_token: 'Crie um novo de longa duração e ponha-o em META_PAGE_TOKEN.',
  remedy_odoo_key:
    'Crie uma nova (Odoo → Preferências → Segurança), ponha-a em ODOO_KEY e a data em ODOO_KEY_EXPIRES.',
  clear: 'Resolvido: {what}',
} as const satisfies Translation<typeof es>;
