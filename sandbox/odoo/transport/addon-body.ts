import { z } from 'zod';

const short = z.string().trim().max(500);
const filled = short.min(1);

/** The body of `POST /api/crm/leads`, as `odoo-addon/README.md` describes it. */
export const addonBodySchema = z.object({
  kommo_ref: z.string().trim().min(1).max(128),
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
  project: z.object({ name: filled, template_id: z.int().positive().optional() }).optional(),
});
export type AddonBody = z.infer<typeof addonBodySchema>;
