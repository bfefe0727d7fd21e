import type { Person, LeadProfile } from '../../domain/lead/lead.js';
import type { NewCapture } from '../../backend/src/storage/tables.js';

const person: Person = {
  fullName: 'Carmen Peña',
  companyName: 'El Progreso',
  email: 'carmen@elprogreso.example',
  phone: '+18095550101',
  landline: null,
};

export const profile = (change: Partial<Person> = {}): LeadProfile => ({
  person: { ...person, ...change },
  services: ['accounting'],
  answers: {
    company_size: { value: '6-20', origin: 'form', answeredAt: '2026-11-20T12:00:00.000Z' },
  },
  attribution: { utm_source: 'facebook' },
  source: 'direct',
  inleadScore: null,
  consent: true,
  whatsappVerified: false,
});

export const newCapture = (change: Partial<NewCapture> = {}): NewCapture => ({
  source: 'direct',
  idempotencyKey: null,
  bodyHash: 'hash',
  profile: profile(),
  requestId: 'request-1',
  ...change,
});
