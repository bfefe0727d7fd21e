/** Everything one person is found by. Numbers in E.164, addresses in lower case, RNC and cédula in digits. */
export interface Traces {
  /** Ids of leads of ours, which are their captures' too. */
  readonly leadIds: readonly string[];
  readonly kommoLeadIds: readonly number[];
  readonly contactIds: readonly number[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly taxIds: readonly string[];
}

export const noTraces: Traces = {
  leadIds: [],
  kommoLeadIds: [],
  contactIds: [],
  phones: [],
  emails: [],
  taxIds: [],
};

/** Both together, each value once. */
export const joinTraces = (a: Traces, b: Traces): Traces => ({
  leadIds: [...new Set([...a.leadIds, ...b.leadIds])],
  kommoLeadIds: [...new Set([...a.kommoLeadIds, ...b.kommoLeadIds])],
  contactIds: [...new Set([...a.contactIds, ...b.contactIds])],
  phones: [...new Set([...a.phones, ...b.phones])],
  emails: [...new Set([...a.emails, ...b.emails])],
  taxIds: [...new Set([...a.taxIds, ...b.taxIds])],
});
