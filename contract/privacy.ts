import { z } from 'zod';

const query = z.string().trim().min(5).max(254);

/** Body of `POST /widget/v1/admin/people`: a number, an e-mail, an RNC or a cédula. It looks, and changes nothing. */
export const findPersonSchema = z.object({ query });

/** Where the person was found, and what an erasure would do there. */
export const personFoundSchema = z.object({
  people: z.array(z.object({ name: z.string(), company: z.string() })).readonly(),
  /** Numbers and addresses that others have too: nothing was looked for by them. */
  shared: z.array(z.string()).readonly(),
  places: z
    .array(
      z.object({
        system: z.enum(['companion', 'queue', 'kommo', 'odoo']),
        what: z.string(),
        count: z.int(),
        effect: z.string(),
        links: z.array(z.object({ label: z.string(), url: z.string() })).readonly(),
      }),
    )
    .readonly(),
});
export type PersonFound = z.infer<typeof personFoundSchema>;

/** Body of `POST …/people/export`. */
export const exportPersonSchema = findPersonSchema;
/** Everything that is known of the person, for machines and to be printed. */
export const personExportSchema = z.object({
  name: z.string(),
  json: z.string(),
  html: z.string(),
});
export type PersonExport = z.infer<typeof personExportSchema>;

/** Body of `POST …/people/requests`: the queue does it. */
export const personRequestSchema = z.object({
  kind: z.enum(['erase', 'rectify']),
  query,
  change: z
    .object({
      fullName: z.string().trim().min(1).max(200).exactOptional(),
      phone: z.string().trim().min(1).max(40).exactOptional(),
      email: z.string().trim().min(1).max(254).exactOptional(),
      taxId: z.string().trim().min(1).max(20).exactOptional(),
    })
    .default({}),
});
export type PersonRequest = z.infer<typeof personRequestSchema>;

/** Body of `POST …/people/check`: is gone what a person had to delete? */
export const checkPersonSchema = z.object({ id: z.string().min(1).max(60) });

const request = z.object({
  id: z.string(),
  kind: z.enum(['erase', 'rectify']),
  by: z.string(),
  askedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  state: z.enum(['running', 'done', 'failed']),
  /** How many of the places are done. */
  placesDone: z.int(),
  places: z.int(),
  done: z.array(z.object({ text: z.string() })).readonly(),
  byHand: z.array(z.object({ label: z.string(), url: z.string(), gone: z.boolean() })).readonly(),
  receiptHash: z.string().nullable(),
  /** To be printed; empty while it runs. */
  receiptHtml: z.string(),
});

/** The newest requests about persons; none of them names anybody once it has ended. */
export const personRequestsSchema = z.object({
  running: z.boolean(),
  requests: z.array(request).readonly(),
});
export type PersonRequests = z.infer<typeof personRequestsSchema>;
