export type Named = Readonly<Record<string, unknown>>;

/** One method of one model, arguments by name; how they travel is the transport's affair. */
export interface OdooCall {
  readonly model: string;
  readonly method: string;
  /** Absent for methods of the model itself (search, create …): Odoo 19 refuses `ids` there. */
  readonly ids?: readonly number[];
  readonly args?: Named;
  readonly context?: Named;
}

export interface OdooServer {
  readonly version: string;
  /** 17, 18, 19 …; null when the answer names none. */
  readonly major: number | null;
  readonly userId: number | null;
}

/** Odoo's external API, whichever it is. Throws AppError as `errors.ts` translates. */
export interface OdooTransport {
  readonly kind: 'json2' | 'jsonrpc';
  call(call: OdooCall): Promise<unknown>;
  /** Proves address, database and key in as few calls as the version allows. */
  readServer(): Promise<OdooServer>;
}
