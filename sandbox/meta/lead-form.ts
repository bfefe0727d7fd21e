export const pageId = '102030405060708';

interface FormQuestion {
  readonly id: string;
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly options?: readonly { readonly key: string; readonly value: string }[];
}

const slug = (text: string) => text.toLowerCase().replaceAll(' ', '_');

const custom = (
  id: string,
  key: string,
  label: string,
  answers: readonly string[] = [],
): FormQuestion => ({
  ...{ id, key, label, type: 'CUSTOM' },
  ...(answers.length > 0 && { options: answers.map((value) => ({ key: slug(value), value })) }),
});

/** The page's one instant form, with questions as Meta names them: its own ones, keys, slugs, accents and all. */
export const leadForm = {
  id: '901234567890123',
  name: 'Propuesta de servicios contables',
  locale: 'es_LA',
  status: 'ACTIVE',
  questions: [
    { id: '1', key: 'full_name', label: 'Nombre completo', type: 'FULL_NAME' },
    { id: '2', key: 'email', label: 'Correo electrónico', type: 'EMAIL' },
    { id: '3', key: 'phone_number', label: 'Número de teléfono', type: 'PHONE' },
    { id: '4', key: 'company_name', label: 'Empresa', type: 'COMPANY_NAME' },
    custom('5', 'service_interest', 'Servicio de interés', [
      'Contabilidad',
      'Fiscal',
      'Nómina',
      'Consultoría',
    ]),
    custom('6', '¿cuándo_desea_empezar?', '¿Cuándo desea empezar?', [
      'Inmediatamente',
      'Este mes',
      'Próximos 3 meses',
      'Solo información',
    ]),
    custom('7', 'budget_range', 'Presupuesto mensual', [
      'Menos de RD$15,000',
      'RD$15,000 - RD$30,000',
      'Aún no definido',
    ]),
  ] satisfies readonly FormQuestion[],
  legal_content: {
    custom_disclaimer: {
      checkboxes: [
        {
          ...{ key: 'acepto_ser_contactado', text: 'Acepto que me contacten por WhatsApp.' },
          ...{ is_required: false, is_checked_by_default: false },
        },
      ],
    },
  },
} as const;

/** Meta marks its test leads by nothing but their values. */
export function testAnswer(key: string): string {
  return key === 'email' ? 'test@meta.com' : `<test lead: dummy data for ${key}>`;
}
