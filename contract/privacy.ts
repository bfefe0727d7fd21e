/** Where a person was found, and what an erasure would do there. */
export interface PersonFound {
  readonly people: readonly { readonly name: string; readonly company: string }[];
  /** Numbers and addresses that others have too: nothing was looked for by them. */
  readonly shared: readonly string[];
  readonly places: readonly {
    readonly system: 'companion' | 'queue' | 'kommo' | 'odoo';
    readonly what: string;
    readonly count: number;
    readonly effect: string;
    readonly links: readonly { readonly label: string; readonly url: string }[];
  }[];
}
