import type { Database, Row, Values } from '../database.js';
import type { Json, JsonObject } from '../json.js';
import type { OdooVersion, Switches } from '../switches.js';

export type FieldType =
  | 'char'
  | 'text'
  | 'html'
  | 'integer'
  | 'float'
  | 'monetary'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'selection'
  | 'many2one'
  | 'one2many'
  | 'many2many'
  | 'binary';

export interface Field {
  readonly type: FieldType;
  readonly string: string;
  readonly required?: boolean;
  readonly readonly?: boolean;
  readonly relation?: string;
  /** The many2one of `relation` that points back; one2many only. */
  readonly inverse?: string;
  readonly selection?: readonly (readonly [string, string])[];
  readonly default?: Json | ((env: Env) => Json);
  /** Read from other fields and never stored. */
  readonly compute?: (env: Env, row: Row) => Json;
  readonly since?: OdooVersion;
  readonly until?: OdooVersion;
  /** The field exists only where this module is installed. */
  readonly module?: string;
  /** Only members of one of these may see it; to the others it is not there until they name it. */
  readonly groups?: readonly string[];
}

export type Operation = 'read' | 'create' | 'write' | 'unlink';

/** Groups (external ids) that allow an operation. Absent: nobody but the system. */
export type Rights = Readonly<Partial<Record<Operation, readonly string[]>>>;

export interface Model {
  readonly name: string;
  readonly label: string;
  /** How 17 and 18 call it, where 19 has another word. */
  readonly labelBefore19?: string;
  readonly module: string;
  readonly order?: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly rights: Rights;
  /** True: records have chatter. */
  readonly thread?: boolean;
  /** Children rows that a copy takes along: one2many field names. */
  readonly unique?: { readonly fields: readonly string[]; readonly message: string };
  readonly displayName?: (env: Env, row: Row) => string;
  /** Computed stored values: what changes besides what was asked; `before` is null on create. */
  readonly prepare?: (env: Env, values: Values, before: Row | null) => void;
  /** Fields that an import reads with the caller's rights before it creates a record of these values. */
  readonly importReads?: (env: Env, values: JsonObject) => readonly string[];
  /** Constraints: throws what Odoo throws. */
  readonly check?: (env: Env, row: Row) => void;
  /** What a change does to other records. */
  readonly after?: (env: Env, row: Row, changed: Row) => void;
  readonly methods?: Readonly<Record<string, Method>>;
}

export type Result =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'records'; readonly ids: readonly number[] };

export interface Call {
  readonly model: Model;
  readonly ids: readonly number[];
  readonly args: JsonObject;
}

export interface Method {
  /** `model`: `@api.model`, takes no ids. */
  readonly on: 'model' | 'records';
  /** Names in order; a trailing `?` marks an optional one. */
  readonly params: readonly string[];
  readonly since?: OdooVersion;
  readonly until?: OdooVersion;
  /** Whether execute_kw answers one id instead of a list. */
  readonly single?: (version: OdooVersion, args: JsonObject) => boolean;
  readonly run: (env: Env, call: Call) => Result;
}

export interface Env {
  readonly db: Database;
  readonly models: ReadonlyMap<string, Model>;
  readonly version: OdooVersion;
  readonly switches: Switches;
  readonly now: () => Date;
  readonly uid: number;
  readonly context: JsonObject;
  /** Commits the call could see when it arrived. */
  readonly seenCommits: number;
  /** True while the server works for itself; no rights are asked. */
  readonly sudo: boolean;
}

export const value = (result: Json): Result => ({ kind: 'value', value: result });
export const records = (ids: readonly number[]): Result => ({ kind: 'records', ids });
