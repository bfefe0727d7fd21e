import { z } from 'zod';

const short = z.string().trim().max(500);
const filled = short.min(1);

/** The body of `POST /api/crm/leads`, as `odoo-addon/README.md` describes it. */
const bodySchema = z.object({
  /** Looked at first. */
  dry_run: z.boolean().optional(),
  /** A rehearsal may lack it. */
  kommo_ref: z.string().trim().min(1).max(128).optional(),
  customer: z.object({
    name: filled,
    is_company: z.boolean().optional(),
    vat: short.optional(),
    email: short.optional(),
    phone: short.optional(),
    street: short.optional(),
    city: short.optional(),
    website: short.optional(),
    country_code: z.string().length(2).optional(),
    languages: z.array(short).max(20).optional(),
    contact: z
      .object({
        name: filled,
        email: short.optional(),
        phone: short.optional(),
        function: short.optional(),
      })
      .optional(),
  }),
  opportunity: z.object({
    name: filled,
    expected_revenue: z.number().min(0).optional(),
    currency: short.optional(),
    exchange_rates: z.record(z.string(), z.number().positive()).optional(),
    source: short.optional(),
    medium: short.optional(),
    campaign: short.optional(),
    tags: z.array(filled).max(50).optional(),
    salesperson_login: short.optional(),
    referred: short.optional(),
    won: z.boolean().optional(),
  }),
  custom_fields: z
    .array(z.object({ label: filled, value: z.string() }))
    .max(200)
    .optional(),
  history: z
    .array(
      z.object({
        ref: z.string().min(1).max(128),
        date: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
        author: short.optional(),
        text: z.string(),
      }),
    )
    .max(1000)
    .optional(),
  order: z
    .object({
      confirmed: z.boolean().optional(),
      reference: filled,
      lines: z
        .array(z.object({ name: filled, product: z.object({ code: filled, name: filled }) }))
        .min(1)
        .max(50),
    })
    .optional(),
  project: z
    .object({
      name: filled,
      template_id: z.int().positive().optional(),
      manager_login: short.optional(),
      tasks: z
        .array(
          z.object({
            name: filled,
            due: z
              .string()
              .regex(/^\d{4}-\d{2}-\d{2}$/)
              .optional(),
          }),
        )
        .max(100)
        .optional(),
    })
    .optional(),
});

export const addonBodySchema = bodySchema.refine(
  ({ kommo_ref: reference, dry_run: dryRun }) => reference !== undefined || dryRun === true,
  { path: ['kommo_ref'], message: 'must not be empty' },
);
export type GivenBody = z.infer<typeof addonBodySchema>;
export type AddonBody = GivenBody & { readonly kommo_ref: string };
