import type { PersonalTable } from './personal-table.js';
import { deleted, nobody, ofKommoLead, ofLead } from './table-kinds.js';

/** What is known of a lead. */
export const leadTables: readonly PersonalTable[] = [
  {
    table: 'leads',
    place: 'lead',
    personal: ['profile'],
    plain: [
      ...['id', 'captured_at', 'kommo_lead_id', 'kommo_contact_id', 'kommo_company_id'],
      ...['sending_since', 'fingerprint', 'deleted_at'],
    ],
    found: {
      by: { id: 'lead', kommo_lead_id: 'kommoLead', kommo_contact_id: 'contact' },
      text: true,
    },
    erasure: deleted,
    // Whole leads grow old, with all that belongs to them (`find-aged.ts`).
    retention: null,
  },
  {
    table: 'scores',
    place: 'lead',
    personal: ['score'],
    plain: ['id', 'lead_id', 'model', 'version', 'total', 'cause', 'at'],
    found: { by: { lead_id: 'lead' } },
    erasure: deleted,
    retention: null,
  },
  {
    // A mirror of Kommo's contacts: a key stays as long as Kommo has a contact with it.
    table: 'people',
    place: 'index',
    personal: ['key'],
    plain: ['contact_id', 'claimed_by'],
    found: { by: { claimed_by: 'lead', contact_id: 'contact' }, text: true },
    erasure: deleted,
    retention: null,
  },
  {
    ...ofLead(['lead', 'lead_snapshots'], ['snapshot'], ['seen_at']),
    found: { ...ofKommoLead, text: true },
  },
  ofLead(
    ['lead', 'feedback'],
    ['reason'],
    ['id', 'model', 'total', 'version', 'expected', 'user_id', 'at'],
  ),
  ofLead(['conversation', 'conversations'], ['facts'], ['state', 'due', 'due_at']),
  ofLead(
    ['lead', 'lead_stages'],
    ['facts'],
    [...['stage', 'outcome', 'entered_at', 'responsible_user_id', 'due', 'due_at', 'limit_at']],
  ),
  // Stages and ids of users: nobody is named.
  ofLead(['lead', 'lead_events'], [], ['kind', 'at', 'facts']),
  ofLead(
    ['lead', 'assignments'],
    ['reason', 'tasks'],
    [
      ...[
        'state',
        'services',
        'sector',
        'score',
        'queued_at',
        'user_id',
        'fit',
        'out_of',
        'assigned_at',
      ],
    ],
  ),
  ofLead(
    ['follow_up', 'follow_ups'],
    [],
    [...['state', 'stage', 'by_person', 'silent_since', 'started_at', 'ended_why']],
  ),
  ofLead(['follow_up', 'touches'], ['why'], ['key', 'due_at', 'state', 'at']),
  ofLead(
    ['conversation', 'template_sends'],
    [],
    ['key', 'phone_hash', 'purpose', 'asked_at', 'given_at', 'due_at'],
  ),
  {
    table: 'proposals',
    place: 'proposals',
    personal: ['draft', 'facts', 'recipient', 'wish'],
    plain: [
      ...['id', 'kommo_lead_id', 'version', 'made_by', 'made_at', 'expires_at', 'revoked_at'],
      ...['answer', 'answered_at'],
    ],
    found: { ...ofKommoLead, text: true },
    // What was agreed is evidence of a contract.
    erasure: { kind: 'delete', unless: `answer = 'accepted'` },
    retention: { kind: 'customers', at: 'made_at' },
  },
  nobody('proposal_visits', ['proposal_id', 'visit', 'opened_at', 'seconds']),
];
