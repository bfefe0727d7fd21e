import { z } from 'zod';
import { channelCostSchema } from './channel-cost.js';

const figure = z.object({
  key: z.string(),
  title: z.string(),
  /** As it is now, in a few words. */
  value: z.string(),
  /** `none`: it cannot be judged, or nothing was measured yet. */
  state: z.enum(['good', 'watch', 'bad', 'none']),
  /** What it means, and what to do where it is not good. */
  advice: z.string(),
  /** The table as an SVG picture; null where there is nothing to draw. */
  chart: z.string().nullable(),
  head: z.array(z.string()).readonly(),
  rows: z.array(z.array(z.string()).readonly()).readonly(),
});

/** Figures of a page, worded; answers `GET …/health` and `…/analytics`. */
export const reportSchema = z.object({
  /** Alerts that are raised now, the most urgent first. */
  raised: z
    .array(z.object({ text: z.string(), level: z.int(), since: z.iso.datetime() }))
    .readonly(),
  figures: z.array(figure).readonly(),
  /** What channels cost as it was entered, the newest month first; null on a page without channels. */
  costs: z
    .object({
      /** "DOP" */
      currency: z.string(),
      channels: z.array(z.string()).readonly(),
      entered: z.array(channelCostSchema).readonly(),
    })
    .nullable(),
  /** The same figures as a file for a spreadsheet. */
  csv: z.string(),
});
export type Report = z.infer<typeof reportSchema>;
