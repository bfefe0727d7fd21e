import type { CustomField, EntityType, FieldGroup, Pipeline, Status, User } from './records.js';
import type { Bot } from './bot-records.js';
import type { Snapshot } from './state.js';

/** A new account: predefined fields, the pipeline every account starts with, an administrator and two executives. */
export function seedSnapshot(nowSeconds: number): Snapshot {
  return {
    version: 1,
    lastId: 15_318_000,
    clockOffsetMs: 0,
    leads: [],
    contacts: [],
    companies: [],
    customFields: predefinedFields(),
    fieldGroups: predefinedGroups(),
    pipelines: [firstPipeline()],
    tags: [],
    tasks: [],
    notes: [],
    events: [],
    users: people(),
    lossReasons: ['Precio', 'Sin respuesta'].map((name, index) => ({
      id: 9001 + index,
      name,
      sort: (index + 1) * 10,
      created_at: nowSeconds,
      updated_at: nowSeconds,
    })),
    webhooks: [],
    sources: [],
    unsorted: [],
    talks: [],
    messages: [],
    templates: [],
    runs: [],
    bots: [
      emptyBot(501, 'Calificación'),
      emptyBot(502, 'Bienvenida'),
      emptyBot(503, 'Seguimiento'),
    ],
    tokens: [
      {
        token: 'sandbox-token',
        kind: 'long-lived',
        generation: 0,
        user_id: 1001,
        expires_at: nowSeconds + 5 * 365 * 86_400,
        revoked: false,
        parent: null,
      },
    ],
    widgetSettings: {},
    pageValues: {},
  };
}

/** Made in the designer and still without steps: running one does nothing until a person imports them. */
const emptyBot = (id: number, name: string): Bot => ({
  ...{ id, name, is_active: true, text: '', start: 0 },
});

function people(): User[] {
  const person = (id: number, name: string, mailbox: string): User => ({
    id,
    name,
    email: `${mailbox}@firma.example`,
    lang: 'es',
    is_admin: id === 1001,
    is_free: false,
    is_active: true,
    group_id: 0,
    status_rights: [],
  });
  return [
    person(1001, 'Altagracia Peña', 'altagracia'),
    person(1002, 'Ramón Almonte', 'ramon'),
    person(1003, 'Yokasta Guzmán', 'yokasta'),
  ];
}

const trackingCodes = [
  ...['UTM_CONTENT', 'UTM_MEDIUM', 'UTM_CAMPAIGN', 'UTM_SOURCE', 'UTM_TERM', 'UTM_REFERRER'],
  ...['REFERRER', 'FROM', 'GCLIENTID', 'GCLID', 'FBCLID'],
];

function predefinedFields(): CustomField[] {
  const tracking = trackingCodes.map((code, index) => ({
    ...field(1_100_001 + index, 'leads', 'tracking_data'),
    ...{ name: code.toLowerCase(), code, group_id: 'statistic', sort: index + 1 },
  }));
  const people: readonly EntityType[] = ['contacts', 'companies'];
  const reachable = people.flatMap((entity, index) => {
    const base = 771_900 + index * 100;
    return [
      {
        ...field(base + 6, entity, 'multitext'),
        ...{ name: 'Teléfono', code: 'PHONE', sort: 4 },
        enums: enums(552_476 + index * 100, ['WORK', 'WORKDD', 'MOB', 'FAX', 'HOME', 'OTHER']),
      },
      {
        ...field(base + 8, entity, 'multitext'),
        ...{ name: 'E-mail', code: 'EMAIL', sort: 6 },
        enums: enums(552_488 + index * 100, ['WORK', 'PRIV', 'OTHER']),
      },
    ];
  });
  return [
    ...tracking,
    ...reachable,
    { ...field(771_904, 'contacts', 'text'), name: 'Cargo', code: 'POSITION', sort: 2 },
    { ...field(772_010, 'companies', 'url'), name: 'Web', code: 'WEB', sort: 8 },
    { ...field(772_012, 'companies', 'textarea'), name: 'Dirección', code: 'ADDRESS', sort: 10 },
  ];
}

function field(id: number, entity: EntityType, type: string): CustomField {
  return {
    id,
    entity_type: entity,
    name: '',
    code: null,
    type,
    sort: 1,
    is_predefined: true,
    is_api_only: false,
    group_id: null,
    enums: null,
    required_statuses: [],
    hidden_statuses: [],
    remind: null,
    currency: null,
  };
}

function enums(firstId: number, codes: readonly string[]): CustomField['enums'] {
  return codes.map((code, index) => ({
    id: firstId + index * 2,
    value: code,
    sort: index + 1,
    code,
  }));
}

function predefinedGroups(): FieldGroup[] {
  const entities: readonly EntityType[] = ['leads', 'contacts', 'companies'];
  const main = entities.map((entity_type) => ({
    ...{
      id: `${entity_type}_default`,
      entity_type,
      name: 'Principal',
      sort: 0,
      is_predefined: true,
    },
  }));
  const statistic: FieldGroup = {
    ...{
      id: 'leads_statistic',
      entity_type: 'leads',
      name: 'Estadística',
      sort: 100,
      is_predefined: true,
    },
  };
  return [...main, statistic];
}

function firstPipeline(): Pipeline {
  const own = (id: number, name: string, sort: number, color: string): Status => ({
    ...{
      id,
      name,
      sort,
      color,
      pipeline_id: 8_572_511,
      is_editable: true,
      type: 0,
      descriptions: [],
    },
  });
  return {
    id: 8_572_511,
    name: 'Pipeline',
    sort: 1,
    is_main: true,
    is_unsorted_on: true,
    is_archive: false,
    statuses: [
      incomingStatus(67_548_603, 8_572_511),
      own(67_548_607, 'Contacto inicial', 20, '#98cbff'),
      own(67_548_611, 'Oferta', 30, '#ffff99'),
      own(67_548_615, 'Negociación', 40, '#fffd7f'),
      ...closingStatuses(8_572_511),
    ],
  };
}

export function incomingStatus(id: number, pipelineId: number): Status {
  return {
    ...{ id, name: 'Leads entrantes', sort: 10, is_editable: false, pipeline_id: pipelineId },
    ...{ color: '#c1c1c1', type: 1, descriptions: [] },
  };
}

/** 142 and 143 are the same ids in every pipeline. */
export function closingStatuses(pipelineId: number, wonName?: string, lostName?: string): Status[] {
  const shared = {
    is_editable: false,
    pipeline_id: pipelineId,
    type: 0 as const,
    descriptions: [],
  };
  return [
    { id: 142, name: wonName ?? 'Logrado con éxito', sort: 10_000, color: '#CCFF66', ...shared },
    { id: 143, name: lostName ?? 'Venta perdida', sort: 11_000, color: '#D5D8DB', ...shared },
  ];
}
