import type { kommo as es } from '../es/kommo.js';
import type { Translation } from '../sentence.js';

export const kommo = {
  refused_field: 'A Kommo não aceitou o campo «{field}»: {why}.',
  why_option: 'a opção não existe na conta',
  why_type: 'o valor não é do tipo esperado',
  why_no_field: 'o campo não existe na conta',
  why_blank: 'não pode ficar vazio',
  why_email: 'o e-mail não é válido',
  why_phone: 'o telefone não é válido',
  why_long: 'é longo demais',
  why_code: 'foi recusado com «{code}»',
  field_name: 'Nome',
  field_price: 'Valor',
  field_status_id: 'Etapa',
  field_pipeline_id: 'Funil',
  field_responsible_user_id: 'Responsável',
  field_PHONE: 'Telefone',
  field_EMAIL: 'E-mail',
  field_contacts: 'Contato',
  field_companies: 'Empresa',
  field_path: '{entity} · {field}',
  compare_with_plan: 'Compare a conta com o plano: npm run provision -- plan.',
} as const satisfies Translation<typeof es>;
