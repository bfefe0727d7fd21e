import type { Pipeline } from './shape.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Stages with their time limits (R3.1). Colours are from Kommo's fixed list; any other is refused. */
export const pipelines = [
  {
    key: 'services',
    name: 'Servicios Contables',
    stages: [
      {
        key: 'new',
        name: 'Lead Nuevo',
        color: '#d6eaff',
        limitMs: 5 * minute,
        tells: ['queue_owner'],
        waitsForWork: false,
        systemStatusId: null,
      },
      {
        key: 'qualifying',
        name: 'Calificando',
        color: '#c1e0ff',
        limitMs: 30 * minute,
        tells: ['executive'],
        waitsForWork: false,
        systemStatusId: null,
      },
      {
        key: 'qualified',
        name: 'Calificado',
        color: '#98cbff',
        limitMs: 2 * hour,
        tells: ['executive', 'manager'],
        waitsForWork: false,
        systemStatusId: null,
      },
      {
        key: 'in_contact',
        name: 'En Contacto',
        color: '#fffeb2',
        limitMs: 24 * hour,
        tells: ['executive', 'manager'],
        waitsForWork: true,
        systemStatusId: null,
      },
      {
        key: 'proposal',
        name: 'Propuesta',
        color: '#ffdc7f',
        limitMs: 3 * day,
        tells: ['executive'],
        waitsForWork: false,
        systemStatusId: null,
      },
      {
        key: 'negotiation',
        name: 'Negociación',
        color: '#ffce5a',
        limitMs: 7 * day,
        tells: ['executive', 'manager'],
        waitsForWork: false,
        systemStatusId: null,
      },
      {
        key: 'won',
        name: 'Ganado',
        color: null,
        limitMs: null,
        tells: [],
        waitsForWork: false,
        systemStatusId: 142,
      },
      {
        key: 'lost',
        name: 'Perdido',
        color: null,
        limitMs: null,
        tells: [],
        waitsForWork: false,
        systemStatusId: 143,
      },
    ],
  },
  {
    key: 'nurturing',
    name: 'Nurturing',
    stages: [
      {
        key: 'nurturing',
        name: 'Campaña de educación',
        color: '#ccc8f9',
        limitMs: null,
        tells: [],
        waitsForWork: false,
        systemStatusId: null,
      },
    ],
  },
] as const satisfies readonly Pipeline[];
