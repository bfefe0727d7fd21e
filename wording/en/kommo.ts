import type { kommo as es } from '../es/kommo.js';
import type { Translation } from '../sentence.js';

export const kommo = {
  refused_field: 'Kommo did not accept the field “{field}”: {why}.',
  why_option: 'the option does not exist in the account',
  why_type: 'the value is not of the expected type',
  why_no_field: 'the field does not exist in the account',
  why_blank: 'it cannot be empty',
  why_email: 'the e-mail is not valid',
  why_phone: 'the phone number is not valid',
  why_long: 'it is too long',
  why_code: 'it was refused with “{code}”',
  field_name: 'Name',
  field_price: 'Amount',
  field_status_id: 'Stage',
  field_pipeline_id: 'Pipeline',
  field_responsible_user_id: 'Responsible',
  field_PHONE: 'Phone',
  field_EMAIL: 'E-mail',
  field_contacts: 'Contact',
  field_companies: 'Company',
  field_path: '{entity} · {field}',
  compare_with_plan: 'Compare the account with the blueprint: npm run provision -- plan.',
} as const satisfies Translation<typeof es>;
