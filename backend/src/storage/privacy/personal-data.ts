import { leadTables } from './lead-tables.js';
import type { PersonalTable } from './personal-table.js';
import { deleted, keep, nobody, ofKommoLead, ofLead } from './table-kinds.js';

/** What came from outside, as it came, and what is not a lead yet. */
const arrivals: readonly PersonalTable[] = [
  {
    table: 'captures',
    place: 'deliveries',
    personal: ['profile', 'idempotency_key'],
    plain: ['id', 'source', 'body_hash', 'request_id', 'received_at', 'state'],
    found: { by: { id: 'lead' }, text: true },
    erasure: deleted,
    retention: { kind: 'deliveries', at: 'received_at', when: `state = 'queued'` },
  },
  {
    table: 'hooks',
    place: 'deliveries',
    personal: ['body'],
    plain: ['id', 'kind', 'dedupe_key', 'request_id', 'received_at', 'state'],
    found: { text: true, mentions: true },
    erasure: deleted,
    retention: { kind: 'hooks', at: 'received_at', when: `state = 'queued'` },
  },
  {
    table: 'form_drafts',
    place: 'drafts',
    personal: ['state', 'body', 'facts'],
    plain: ['id', 'saved_at'],
    found: { text: true },
    erasure: deleted,
    retention: { kind: 'drafts', at: 'saved_at' },
  },
  {
    table: 'capture_drafts',
    place: 'drafts',
    personal: ['fields', 'code'],
    plain: ['id', 'source', 'posts', 'updated_at', 'due_at', 'captured_at'],
    found: { text: true },
    erasure: deleted,
    retention: { kind: 'drafts', at: 'updated_at' },
  },
];

/** Customers: the tax and commercial law's ten years. */
const customers: readonly PersonalTable[] = [
  {
    table: 'hand_overs',
    place: 'hand_over',
    personal: ['failure_reason', 'reason', 'choices'],
    plain: [
      ...['kommo_lead_id', 'state', 'requested_at', 'requested_by', 'request_id', 'finished_at'],
      ...['failure_code', 'failed_at', 'chosen_customer'],
    ],
    found: { ...ofKommoLead, text: true },
    erasure: { kind: 'empty', set: { failure_reason: 'null', reason: 'null', choices: `'[]'` } },
    retention: { kind: 'customers', at: 'requested_at' },
  },
  {
    ...nobody('hand_over_steps', ['kommo_lead_id', 'step', 'state', 'odoo_id', 'url', 'at']),
    place: 'hand_over',
    found: ofKommoLead,
  },
];

/** Work that failed, waits or was put back. */
const work: readonly PersonalTable[] = [
  {
    table: 'dead_letters',
    place: 'work',
    personal: ['data', 'reason', 'message', 'key', 'discard_reason'],
    plain: ['id', 'step', 'code', 'attempts', 'failed_at', 'discarded_at', 'discarded_by'],
    found: { text: true, mentions: true },
    erasure: deleted,
    retention: { kind: 'work', at: 'discarded_at', when: 'discarded_at is not null' },
  },
  {
    table: 'waiting_work',
    place: 'work',
    personal: ['reason', 'key'],
    plain: ['id', 'step', 'kommo_lead_id', 'lead_id', 'code', 'attempts', 'since', 'next_at'],
    found: { by: { kommo_lead_id: 'kommoLead', lead_id: 'lead' }, text: true },
    erasure: deleted,
    retention: null,
  },
  nobody('replays', ['id', 'started_by', 'request_id', 'started_at'], {
    ...{ kind: 'work', at: 'started_at' },
  }),
  {
    table: 'replay_items',
    place: 'work',
    personal: ['data', 'edits', 'changes', 'reason', 'plan', 'key'],
    plain: ['replay_id', 'position', 'dead_letter_id', 'step', 'state'],
    found: { text: true, mentions: true },
    erasure: deleted,
    retention: null,
  },
  nobody(
    'reconciliations',
    [
      ...['id', 'night', 'started_by', 'state', 'started_at', 'finished_at', 'compared'],
      ...['under_way', 'failure_code'],
    ],
    { kind: 'operation', at: 'started_at' },
  ),
  {
    ...ofLead(
      ['comparison', 'differences'],
      ['text'],
      [
        ...['id', 'reconciliation_id', 'position', 'kind', 'odoo_id', 'repairable'],
        ...['repair_requested_at'],
      ],
    ),
    found: { ...ofKommoLead, text: true },
  },
  {
    table: 'dismissed_differences',
    place: 'comparison',
    personal: ['reason'],
    plain: ['kind', 'kommo_lead_id', 'odoo_id', 'dismissed_by', 'dismissed_at'],
    found: { ...ofKommoLead, text: true },
    // Without its row the same difference would be shown again.
    erasure: { kind: 'empty', set: { reason: `'—'` } },
    retention: { kind: 'operation', at: 'dismissed_at' },
  },
  {
    table: 'audit_log',
    place: 'audit',
    personal: ['before', 'after'],
    plain: ['id', 'request_id', 'at', 'done_by', 'action', 'kommo_lead_id', 'status'],
    found: { ...ofKommoLead, text: true },
    // Who did what stays; of whom it was done goes.
    erasure: { kind: 'empty', set: { before: 'null', after: 'null' } },
    retention: { kind: 'audit', at: 'at' },
  },
];

/** Hashes by a key of this database, numbers drawn at random, counts, and what the companion notes of itself. */
const others: readonly PersonalTable[] = [
  // Kept beyond an erasure, so that nobody writes to this number again.
  nobody('opt_outs', ['phone_hash', 'at', 'confirmed_at']),
  nobody('consent_texts', ['version', 'text']),
  // The proof that the firm was allowed to write outlives the person's data; hashes by the same key.
  {
    ...nobody('consents', [
      ...['id', 'act', 'purpose', 'given_by', 'at', 'capture_id', 'text_version', 'page'],
      ...['address_hash', 'subjects'],
    ]),
    place: 'consents',
    found: { by: { capture_id: 'lead' } },
  },
  {
    table: 'privacy_requests',
    place: 'requests',
    personal: ['work'],
    plain: [
      ...['id', 'kind', 'asked_by', 'asked_at', 'state', 'result', 'receipt', 'receipt_hash'],
      'finished_at',
    ],
    found: { text: true },
    // Emptied by the request itself when it has ended; the receipt names nobody.
    erasure: keep,
    retention: { kind: 'customers', at: 'finished_at', when: `state = 'done'` },
  },
  // Keyed hashes and numbers that name nobody any more; they keep the person from coming back.
  nobody('erasures', ['id', 'at', 'key_hashes', 'lead_ids', 'kommo_lead_ids', 'contact_ids']),
  nobody('exports', [
    ...['id', 'folder', 'asked_by', 'started_at', 'finished_at', 'state', 'rows', 'bytes'],
    ...['manifest_hash', 'failure'],
  ]),
  nobody('measured_hours', ['hour', 'kind', 'name', 'outcome', 'counts'], {
    ...{ kind: 'measures', at: 'hour' },
  }),
  nobody('level_hours', ['hour', 'name', 'most'], { kind: 'measures', at: 'hour' }),
  nobody('experiments', [
    ...['id', 'name', 'subject', 'target', 'versions', 'weights', 'began_at', 'ended_at', 'stays'],
    ...['costs', 'listed'],
  ]),
  nobody('experiment_visits', ['experiment_id', 'visitor', 'arm', 'at']),
  nobody('experiment_leads', ['experiment_id', 'kommo_lead_id', 'arm', 'at']),
  nobody('score_activations', ['id', 'model', 'version', 'points', 'at', 'done_by']),
  nobody('form_counts', ['day', 'name', 'count']),
  nobody('settings', ['key', 'value', 'updated_at']),
  nobody('shared_states', ['name', 'version', 'state']),
  nobody('turns', ['limiter', 'next_at']),
  // Network addresses, for the minutes that a limit lasts.
  nobody('rate_limits', ['key', 'full_at'], { kind: 'hooks', at: 'full_at' }),
  nobody('kommo_tokens', [
    ...['account_id', 'kind', 'access_token', 'refresh_token', 'previous_refresh_token'],
    ...['expires_at', 'obtained_at', 'configured_token', 'refused_at'],
  ]),
  nobody('spent_states', ['state', 'expires_at'], { kind: 'hooks', at: 'expires_at' }),
  nobody('alone_runs', ['id', 'starts']),
  nobody(
    'alerts',
    [
      ...['id', 'subject', 'level', 'count', 'failure_limit', 'raised_at', 'cleared_at'],
      ...['kommo_task_id', 'task_settled_at'],
    ],
    { kind: 'operation', at: 'cleared_at', when: 'cleared_at is not null' },
  ),
  nobody('failure_streaks', ['integration', 'failures']),
];

/**
 * Where personal data lives: every table of the companion, what each column is, how a person is found in it, what erasure does to it
 * and how long it is kept (R8.1). A column that is not named here fails a test. Finding, erasing, retention and exports read this.
 */
export const personalData: readonly PersonalTable[] = [
  ...arrivals,
  ...leadTables,
  ...customers,
  ...work,
  ...others,
];
