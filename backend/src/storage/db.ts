import { Kysely, PostgresDialect } from 'kysely';
import type { ColumnType, Generated } from 'kysely';
import type pg from 'pg';

/** JSON goes in as text (see storable-json.ts) and comes out as whatever was stored. */
type Json = ColumnType<unknown, string, string>;
type Moment = ColumnType<Date, Date, Date>;
type ReceivedState = 'received' | 'queued';

export interface Tables {
  readonly captures: {
    id: string;
    source: string;
    idempotency_key: string | null;
    body_hash: string;
    profile: Json;
    request_id: string;
    received_at: Moment;
    state: Generated<ReceivedState>;
  };
  readonly hooks: {
    id: string;
    kind: string;
    dedupe_key: string;
    body: Json;
    request_id: string;
    received_at: Moment;
    state: Generated<ReceivedState>;
  };
  readonly leads: {
    id: string;
    profile: Json;
    captured_at: Moment;
    kommo_lead_id: number | null;
    kommo_contact_id: number | null;
    kommo_company_id: number | null;
    sending_since: ColumnType<Date | null, Date | null, Date | null>;
  };
  readonly scores: {
    id: Generated<number>;
    lead_id: string;
    model: string;
    version: string;
    total: number;
    score: Json;
    cause: string;
    at: Moment;
  };
  readonly people: {
    key: string;
    contact_id: number | null;
    claimed_by: string | null;
  };
  readonly hand_overs: {
    kommo_lead_id: number;
    state: 'requested' | 'done' | 'failed';
    requested_at: Moment;
    requested_by: string;
    request_id: string;
    finished_at: ColumnType<Date | null, Date | null, Date | null>;
    failure_code: string | null;
    failure_reason: Json | null;
    failed_at: ColumnType<Date | null, Date | null, Date | null>;
  };
  readonly hand_over_steps: {
    kommo_lead_id: number;
    step: string;
    state: 'done' | 'skipped';
    odoo_id: number | null;
    url: string | null;
    at: Moment;
  };
  readonly settings: { key: string; value: Json; updated_at: Moment };
  readonly kommo_tokens: {
    account_id: number;
    kind: 'oauth' | 'token';
    access_token: string;
    refresh_token: string | null;
    previous_refresh_token: string | null;
    expires_at: ColumnType<Date | null, Date | null, Date | null>;
    obtained_at: Moment;
    configured_token: string | null;
    refused_at: ColumnType<Date | null, Date | null, Date | null>;
  };
  readonly spent_states: { state: string; expires_at: Moment };
  readonly shared_states: { name: string; version: number; state: Json };
  readonly turns: { limiter: string; next_at: Moment };
  readonly dead_letters: {
    id: string;
    step: string;
    key: string;
    data: Json;
    code: string;
    reason: Json | null;
    message: string;
    attempts: number;
    failed_at: Moment;
    discarded_at: ColumnType<Date | null, Date | null, Date | null>;
    discard_reason: Json | null;
    discarded_by: string | null;
  };
}

export type Database = Kysely<Tables>;

/** The query builder over a pool; destroying it is the pool's `end`. */
export const createDatabase = (pool: pg.Pool): Database =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
