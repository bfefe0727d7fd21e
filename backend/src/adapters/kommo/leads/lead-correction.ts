/** What a person corrected of a lead; only the keys given are written. */
export interface LeadCorrection {
  readonly taxId?: string;
  readonly amount?: number;
  readonly fullName?: string;
  readonly email?: string;
  /** E.164 */
  readonly phone?: string;
  readonly companyName?: string;
}
