import { sql } from 'kysely';
import type { Traces } from '../../../../domain/privacy/traces.js';
import type { Database } from '../db.js';
import { executorOf } from '../executor.js';
import type { Also } from '../executor.js';
import { storableJson } from '../storable-json.js';
import type { PersonalPlace } from './personal-table.js';
import type { Swap } from './person-table.js';

export type PrivacyKind = 'erase' | 'rectify';
export type PrivacyPlace = 'odoo' | 'kommo' | 'companion';

/** What was done at one place, without a name. */
export interface PrivacyStep {
  readonly place: PrivacyPlace;
  readonly done: readonly PlaceDid[];
}

export interface PlaceDid {
  readonly what: PersonalPlace | VendorPlace;
  readonly did: 'deleted' | 'emptied' | 'kept' | 'anonymised' | 'corrected' | 'blocked';
  readonly count: number;
}

export type VendorPlace =
  | 'jobs'
  | 'numbers'
  | 'odoo_partner'
  | 'odoo_customer'
  | 'odoo_opportunity'
  | 'odoo_messages'
  | 'kommo_contact'
  | 'kommo_lead'
  | 'kommo_company'
  | 'kommo_notes'
  | 'kommo_tasks';

/** What no interface can delete: for a person, and looked for afterwards. */
export interface ByHand {
  readonly system: 'kommo' | 'odoo';
  readonly what: 'lead' | 'contact' | 'partner';
  readonly id: number;
  readonly url: string;
  /** When it was seen to be gone. */
  readonly goneAt: string | null;
}

/** While it runs: who it is about, and what changes. */
export interface PrivacyWork {
  readonly traces: Traces;
  readonly change: PersonChange;
  readonly swaps: readonly Swap[];
}

export interface PersonChange {
  readonly fullName?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly taxId?: string;
}

export interface PrivacyRequest {
  readonly id: string;
  readonly kind: PrivacyKind;
  /** "user:1001" */
  readonly by: string;
  readonly askedAt: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly work: PrivacyWork | null;
  readonly steps: readonly PrivacyStep[];
  readonly byHand: readonly ByHand[];
  readonly receipt: unknown;
  readonly receiptHash: string | null;
  readonly finishedAt: string | null;
}

export interface PrivacyRequestTable {
  start(
    request: Pick<PrivacyRequest, 'id' | 'kind' | 'by' | 'askedAt'> & {
      readonly work: PrivacyWork;
    },
    also: Also,
  ): Promise<void>;
  find(id: string): Promise<PrivacyRequest | null>;
  /** Newest first. */
  list(limit: number): Promise<readonly PrivacyRequest[]>;
  save(id: string, result: Pick<PrivacyRequest, 'steps' | 'byHand'>): Promise<void>;
  /** Who it was about is known no more. */
  finish(
    id: string,
    ending: { readonly receipt: unknown; readonly receiptHash: string; readonly at: Date },
  ): Promise<void>;
  fail(id: string, at: Date): Promise<void>;
}

export function createPrivacyRequestTable(db: Database): PrivacyRequestTable {
  const select = async (where: ReturnType<typeof sql>): Promise<readonly PrivacyRequest[]> => {
    const { rows } = await sql<RequestRecord>`
      select * from privacy_requests where ${where}`.execute(db);
    return rows.map(toRequest);
  };
  return {
    start: ({ id, kind, by, askedAt, work }, also) =>
      db.transaction().execute(async (trx) => {
        await sql`
          insert into privacy_requests (id, kind, asked_by, asked_at, work, result)
          values (${id}, ${kind}, ${by}, ${askedAt}, ${storableJson(work)}::jsonb,
            ${storableJson({ steps: [], byHand: [] })}::jsonb)`.execute(trx);
        await also(executorOf(trx));
      }),
    find: async (id) => (await select(sql`id = ${id}`))[0] ?? null,
    list: (limit) => select(sql`true order by asked_at desc, id limit ${limit}`),
    save: async (id, { steps, byHand }) => {
      await sql`
        update privacy_requests set result = ${storableJson({ steps, byHand })}::jsonb
        where id = ${id}`.execute(db);
    },
    finish: async (id, { receipt, receiptHash, at }) => {
      await sql`
        update privacy_requests set state = 'done', work = null, receipt_hash = ${receiptHash},
          receipt = ${storableJson(receipt)}::jsonb, finished_at = ${at}
        where id = ${id}`.execute(db);
    },
    fail: async (id, at) => {
      await sql`
        update privacy_requests set state = 'failed', finished_at = ${at} where id = ${id}`.execute(
        db,
      );
    },
  };
}

interface RequestRecord {
  readonly id: string;
  readonly kind: PrivacyKind;
  readonly asked_by: string;
  readonly asked_at: Date;
  readonly state: PrivacyRequest['state'];
  readonly work: PrivacyWork | null;
  readonly result: Pick<PrivacyRequest, 'steps' | 'byHand'>;
  readonly receipt: unknown;
  readonly receipt_hash: string | null;
  readonly finished_at: Date | null;
}

const toRequest = (row: RequestRecord): PrivacyRequest => ({
  ...{ id: row.id, kind: row.kind, by: row.asked_by, state: row.state, work: row.work },
  ...row.result,
  askedAt: row.asked_at.toISOString(),
  receipt: row.receipt,
  receiptHash: row.receipt_hash,
  finishedAt: row.finished_at?.toISOString() ?? null,
});
