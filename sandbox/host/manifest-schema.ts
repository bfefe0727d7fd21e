import { z } from 'zod';

const key = z.string().min(1);

/** Areas that take a suffix: `-1` uses the side panel, `-0` runs without one. */
export const panelAreas = [
  'lcard',
  'ccard',
  'comcard',
  'cucard',
  'llist',
  'clist',
  'tlist',
  'culist',
];

/** The other places a widget may ask for (Kommo: widget locations, amoCRM: areas). */
export const plainAreas = [
  'settings',
  'advanced_settings',
  'card_sdk',
  'catalogs',
  'digital_pipeline',
  'lead_sources',
  'salesbot_designer',
  'sms',
  'mobile_card',
  'website_chat_button',
  'everywhere',
  'ai_agent',
];

const fieldSchema = (types: readonly [string, ...string[]]) =>
  z.record(key, z.looseObject({ name: key, type: z.enum(types), required: z.boolean() }));

const settingTypes = ['text', 'pass', 'users', 'users_lp', 'custom'] as const;

const botHandlerSchema = z.looseObject({
  name: key,
  settings: z.record(
    key,
    z.looseObject({
      name: key,
      type: z.enum(['text', 'numeric', 'url']),
      default_value: z.unknown().optional(),
      manual: z.boolean().optional(),
    }),
  ),
});

export const manifestSchema = z.looseObject({
  widget: z.looseObject({
    name: key,
    description: key,
    short_description: key,
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be x.y.z'),
    interface_version: z.literal(2),
    init_once: z.boolean(),
    locale: z.array(z.enum(['en', 'es', 'pt'])).min(1),
    installation: z.boolean(),
    support: z.looseObject({ link: key, email: key }),
  }),
  locations: z.array(z.string()),
  settings: fieldSchema(settingTypes),
  dp: z
    .looseObject({
      settings: fieldSchema(settingTypes),
      action_multiple: z.boolean().optional(),
      webhook_url: z.url().optional(),
    })
    .optional(),
  advanced: z.looseObject({ title: key }).optional(),
  salesbot_designer: z.record(key, z.union([z.string(), botHandlerSchema])).optional(),
});

export type WidgetManifest = z.infer<typeof manifestSchema>;

export type BotHandler = z.infer<typeof botHandlerSchema>;
