/** What Kommo's page stand-in needs to know about the account. Values are read at every request. */
export interface HostOptions {
  readonly accountId: number;
  readonly subdomain: string;
  readonly users: readonly HostUser[];
  /** The integration id: OAuth's client_id. */
  readonly clientUuid: string;
  /** The integration's secret key: it signs the one-time token. */
  readonly clientSecret: string;
  /** The one-time token's audience is this address's origin; empty gives an empty audience. */
  readonly redirectUri: string;
  readonly widgetCode: string;
  /** Called at every page: a newly packed zip shows without a restart. */
  readonly widgetZip: () => Promise<Uint8Array>;
  /** The widget's first saved setting `companion_url`. */
  readonly companionUrl: string;
  readonly clock: () => Date;
  /** Where install state, pipeline actions and bots are kept; in memory when absent. */
  readonly store?: HostStore;
  /** What the designer saved, as it came. */
  readonly botSaved?: (saved: unknown) => void;
  readonly readLead: (id: number) => Promise<HostLead | null>;
  readonly listLeads: () => Promise<readonly HostLead[]>;
  readonly listFields: () => Promise<readonly HostField[]>;
  readonly listPipelines: () => Promise<readonly HostPipeline[]>;
}

export interface HostUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly isAdmin: boolean;
}

export interface HostField {
  readonly id: number;
  readonly name: string;
  readonly code: string | null;
  /** Kommo's type: text, numeric, select, multiselect, url, date, checkbox, tracking_data … */
  readonly type: string;
  readonly enums: readonly { readonly id: number; readonly value: string }[];
}

export interface HostFieldValue {
  readonly fieldId: number;
  readonly values: readonly {
    readonly value: string | number | boolean;
    readonly enumId: number | null;
  }[];
}

export interface HostContact {
  readonly id: number;
  readonly name: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

export interface HostLead {
  readonly id: number;
  readonly name: string;
  readonly price: number;
  readonly pipelineId: number;
  readonly statusId: number;
  readonly responsibleUserId: number;
  /** Unix seconds, as everywhere in Kommo. */
  readonly createdAt: number;
  readonly fields: readonly HostFieldValue[];
  readonly contacts: readonly HostContact[];
  readonly company: { readonly id: number; readonly name: string } | null;
  readonly tags: readonly string[];
  readonly notes: readonly { readonly at: number; readonly text: string }[];
}

export interface HostPipeline {
  readonly id: number;
  readonly name: string;
  readonly statuses: readonly {
    readonly id: number;
    readonly name: string;
    readonly color: string;
  }[];
}

export interface HostStore {
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<void>;
}

/** A store that forgets at exit. */
export function createMemoryStore(): HostStore {
  const values = new Map<string, unknown>();
  return {
    read: (key) => Promise.resolve(values.get(key)),
    write: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}
