/** Code and name of the 32 subdivisions, as ISO 3166-2:DO numbers them. */
export const dominicanProvinces: readonly (readonly [string, string])[] = [
  ['01', 'Distrito Nacional'],
  ['02', 'Azua'],
  ['03', 'Baoruco'],
  ['04', 'Barahona'],
  ['05', 'Dajabón'],
  ['06', 'Duarte'],
  ['07', 'Elías Piña'],
  ['08', 'El Seibo'],
  ['09', 'Espaillat'],
  ['10', 'Independencia'],
  ['11', 'La Altagracia'],
  ['12', 'La Romana'],
  ['13', 'La Vega'],
  ['14', 'María Trinidad Sánchez'],
  ['15', 'Monte Cristi'],
  ['16', 'Pedernales'],
  ['17', 'Peravia'],
  ['18', 'Puerto Plata'],
  ['19', 'Hermanas Mirabal'],
  ['20', 'Samaná'],
  ['21', 'San Cristóbal'],
  ['22', 'San Juan'],
  ['23', 'San Pedro de Macorís'],
  ['24', 'Sánchez Ramírez'],
  ['25', 'Santiago'],
  ['26', 'Santiago Rodríguez'],
  ['27', 'Valverde'],
  ['28', 'Monseñor Nouel'],
  ['29', 'Monte Plata'],
  ['30', 'Hato Mayor'],
  ['31', 'San José de Ocoa'],
  ['32', 'Santo Domingo'],
];

export const projectTemplates: readonly {
  readonly name: string;
  readonly tasks: readonly string[];
}[] = [
  {
    name: 'Plantilla: Contabilidad',
    tasks: [
      'Recibir documentos del cliente',
      'Configurar catálogo de cuentas',
      'Cargar saldos iniciales',
      'Primer cierre mensual',
    ],
  },
  {
    name: 'Plantilla: Fiscal',
    tasks: [
      'Revisar obligaciones ante la DGII',
      'Poner al día los formatos 606 y 607',
      'Calendario de declaraciones',
    ],
  },
  {
    name: 'Plantilla: Nómina',
    tasks: [
      'Recibir listado de empleados',
      'Registrar la empresa en la TSS',
      'Correr la primera nómina de prueba',
    ],
  },
  {
    name: 'Plantilla: Consultoría',
    tasks: ['Reunión de diagnóstico', 'Plan de trabajo', 'Entregar informe de hallazgos'],
  },
];

export const products = [
  {
    name: 'Contabilidad mensual',
    default_code: 'CONTABILIDAD',
    list_price: 15000,
    service_tracking: 'no',
  },
  {
    name: 'Servicio fiscal mensual',
    default_code: 'FISCAL',
    list_price: 12000,
    service_tracking: 'no',
  },
  { name: 'Nómina mensual', default_code: 'NOMINA', list_price: 10000, service_tracking: 'no' },
  { name: 'Consultoría', default_code: 'CONSULTORIA', list_price: 25000, service_tracking: 'no' },
  {
    name: 'Contabilidad con proyecto',
    default_code: 'CONTABILIDAD-PROYECTO',
    list_price: 15000,
    service_tracking: 'project_only',
    project_template_id: 1,
  },
] as const;
