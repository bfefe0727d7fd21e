/** A delivery as it is stored: a capture, or a hook. */
export interface Delivery {
  readonly id: string;
  readonly of: 'capture' | 'hook';
  /** Of a capture its source, of a hook its kind. */
  readonly source: string;
  readonly body: unknown;
  readonly receivedAt: string;
  /** Not moved into the queue yet. */
  readonly isWaiting: boolean;
  /** Its first work is a dead letter. */
  readonly hasFailed: boolean;
  /** Of a capture that became a lead. */
  readonly leadId: string | null;
  readonly kommoLeadId: number | null;
}

export interface DeliveryFilter {
  readonly of: Delivery['of'] | null;
  readonly source: string | null;
  readonly onlyFailed: boolean;
}

/** Where a page ends: several are received in the same millisecond. */
export type DeliveryPlace = Pick<Delivery, 'receivedAt' | 'id'>;

/** What was received, as long as it is kept (R8.3). */
export interface DeliveryTable {
  /** Newest first, and of those of one millisecond by their id; only what comes after `before`. */
  list(
    page: DeliveryFilter & { readonly limit: number; readonly before: DeliveryPlace | null },
  ): Promise<readonly Delivery[]>;
  find(of: Delivery['of'], id: string): Promise<Delivery | null>;
}
