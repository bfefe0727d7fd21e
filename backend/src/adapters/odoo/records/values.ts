import { z } from 'zod';

/** Odoo says `false` for every empty value; past this boundary an empty value is null. */
export const text = z
  .union([z.string(), z.literal(false), z.null()])
  .transform((value) => (value === false || value === '' ? null : value));

export const amount = z
  .union([z.number(), z.literal(false), z.null()])
  .transform((value) => (value === false ? null : value));

/** `[8, "Distribuidora Caribe SRL"]` or false. */
export const link = z
  .union([z.tuple([z.int(), z.string()]), z.literal(false), z.null()])
  .transform((value) =>
    value === false || value === null ? null : { id: value[0], name: value[1] },
  );

export const ids = z.array(z.int());

/** create, copy and message_post answer 9, [9] or 9 again, depending on version and transport. */
export const createdIds = z
  .union([z.int().positive(), z.array(z.int().positive()).min(1)])
  .transform((value) => (typeof value === 'number' ? [value] : value));

/** "2025-12-01 10:00:00", UTC; anything with T or Z ends in a 500. */
export const toOdooDatetime = (iso: string): string =>
  new Date(iso).toISOString().slice(0, 19).replace('T', ' ');

export const toOdooDate = (iso: string): string => new Date(iso).toISOString().slice(0, 10);

export const plusDays = (iso: string, days: number): string =>
  new Date(new Date(iso).getTime() + days * 86_400_000).toISOString();

export const withBreaks = (escaped: string): string => escaped.replace(/\r?\n/g, '<br/>');

/** A one-line name: no control characters, no line breaks, not longer than people read. */
export const oneLine = (value: string, most = 250): string =>
  value
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, most);
