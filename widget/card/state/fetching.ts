/** Where on the card something is done that needs the file of its actions. */
export const partByVerb = {
  task: 'task',
  proposal: 'proposal',
  complain: 'complaint',
  copy: 'missing',
  answer: 'missing',
  edit: 'answers',
  odoo: 'odoo',
  preview: 'odoo',
  pass: 'run',
  retry: 'waiting',
  follow: 'follow-up',
} as const;
export type ActionPart = (typeof partByVerb)[keyof typeof partByVerb] | 'calls';

/** What is done once the file is there; it is on its way, or did not come. */
export interface Fetching {
  readonly part: ActionPart;
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly failed: boolean;
}

export type FetchingEvent =
  | ({ readonly kind: 'fetch_began' } & Omit<Fetching, 'failed'>)
  | { readonly kind: 'fetch_done' }
  | { readonly kind: 'fetch_failed' };

export function reduceFetching(fetching: Fetching | null, event: FetchingEvent): Fetching | null {
  switch (event.kind) {
    case 'fetch_began': {
      const { part, action, fields } = event;
      return { part, action, fields, failed: false };
    }
    case 'fetch_done':
      return null;
    case 'fetch_failed':
      return fetching === null ? null : { ...fetching, failed: true };
  }
}
