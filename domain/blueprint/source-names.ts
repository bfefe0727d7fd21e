/** What forms of others call our fields. */
export const commonNames: Readonly<Record<string, string>> = {
  ...{ nombre: 'full_name', 'nombre completo': 'full_name', 'nombre y apellido': 'full_name' },
  ...{ name: 'full_name', 'your name': 'full_name', 'nombre y apellidos': 'full_name' },
  ...{ nome: 'full_name', 'nome completo': 'full_name' },
  ...{ empresa: 'company_name', compania: 'company_name', 'nombre de la empresa': 'company_name' },
  ...{ company: 'company_name', 'nombre de empresa': 'company_name', negocio: 'company_name' },
  ...{ correo: 'email', mail: 'email', 'correo electronico': 'email', 'e mail': 'email' },
  ...{ 'email address': 'email', 'work email': 'email' },
  ...{ telefono: 'phone_number', celular: 'phone_number', whatsapp: 'phone_number' },
  ...{ movil: 'phone_number', 'numero de telefono': 'phone_number', phone: 'phone_number' },
  ...{ tel: 'phone_number', mobile: 'phone_number', 'numero de whatsapp': 'phone_number' },
  ...{ telefone: 'phone_number', 'work phone number': 'phone_number' },
  ...{ servicio: 'service_type', servicios: 'service_type', 'servicio de interes': 'service_type' },
  ...{ 'service interest': 'service_type', servico: 'service_type' },
  ...{ empleados: 'company_size', trabajadores: 'company_size', employees: 'company_size' },
  ...{ 'cuantos trabajadores tiene': 'company_size', 'cuantos empleados tiene': 'company_size' },
  ...{ sector: 'industry_sector', presupuesto: 'budget_range' },
  ...{ 'presupuesto mensual': 'budget_range', urgencia: 'urgency_level' },
  ...{ 'cuando desea empezar': 'urgency_level', 'cuando desea iniciar': 'urgency_level' },
  ...{ 'facturacion mensual': 'monthly_revenue', ingresos: 'monthly_revenue' },
  ...{ score: 'inlead_score', puntaje: 'inlead_score', pontuacao: 'inlead_score' },
};

/** What a box of consent for advertising speaks of, rather than of an answer to this request. */
export const advertisingWords = [
  'marketing',
  'promoc',
  'oferta',
  'publicid',
  'novedades',
  'newsletter',
  'consejos',
] as const;
