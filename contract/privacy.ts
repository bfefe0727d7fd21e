import { z } from 'zod';

/** Where a person was found, and what an erasure would do there. */
export const personFoundSchema = z.object({
  people: z.array(z.object({ name: z.string(), company: z.string() })).readonly(),
  /** Numbers and addresses that others have too: nothing was looked for by them. */
  shared: z.array(z.string()).readonly(),
  places: z
    .array(
      z.object({
        system: z.enum(['companion', 'queue', 'kommo', 'odoo', 'exports']),
        what: z.string(),
        count: z.int(),
        effect: z.string(),
        links: z.array(z.object({ label: z.string(), url: z.string() })).readonly(),
      }),
    )
    .readonly(),
});
export type PersonFound = z.infer<typeof personFoundSchema>;

/** Requests about persons, newest first. None names whom it was about. */
export const personRequestsSchema = z.object({
  running: z.boolean(),
  requests: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(['erase', 'rectify']),
        /** "user:1001", "command" */
        by: z.string(),
        askedAt: z.string(),
        state: z.enum(['running', 'done', 'failed']),
        finishedAt: z.string().nullable(),
        /** Places that are done, of how many. */
        done: z.int(),
        total: z.int(),
        lines: z.array(z.string()).readonly(),
        /** For a person to delete. */
        byHand: z
          .array(z.object({ text: z.string(), url: z.string(), isGone: z.boolean() }))
          .readonly(),
        /** SHA-256 of the receipt. */
        receiptHash: z.string().nullable(),
        receipt: z.string().nullable(),
      }),
    )
    .readonly(),
});
export type PersonRequests = z.infer<typeof personRequestsSchema>;

/** All that is known of a person, for whoever asks for it: as data and as a page. */
export const personFilesSchema = z.object({
  name: z.string(),
  json: z.string(),
  page: z.string(),
});
export type PersonFiles = z.infer<typeof personFilesSchema>;

/** A number, an e-mail, an RNC or a cédula: in the body, so that no log and no history of addresses has it. */
const query = z.string().min(1).max(200);
export const personQuerySchema = z.object({ query });

const corrected = z.string().min(1).max(200).exactOptional();
export const rectifyPersonSchema = z.object({
  query,
  change: z
    .object({ fullName: corrected, phone: corrected, email: corrected, taxId: corrected })
    .refine((change) => Object.keys(change).length > 0),
});
export type RectifyPerson = z.infer<typeof rectifyPersonSchema>;

export const erasePersonSchema = z.object({
  query,
  /** The same person, typed once more. */
  repeated: z.string().max(200),
});
export type ErasePerson = z.infer<typeof erasePersonSchema>;

export const checkPersonSchema = z.object({ id: z.uuid() });
