import { z } from 'zod';

const userId = z.int().positive();
const date = z.iso.date();
const minute = z.int().min(0).max(1_440);
const spans = z.array(z.object({ from: minute, to: minute })).max(6);
const week = z.object({
  1: spans.exactOptional(),
  2: spans.exactOptional(),
  3: spans.exactOptional(),
  4: spans.exactOptional(),
  5: spans.exactOptional(),
  6: spans.exactOptional(),
  7: spans.exactOptional(),
});

/** An executive as the administrator enters them: what this person knows best, hours, absences. */
const memberSchema = z.object({
  userId,
  name: z.string().max(200),
  services: z.array(z.enum(['accounting', 'tax', 'payroll', 'consulting'])).max(4),
  /** Keys of the form's sectors. */
  sectors: z.array(z.string().max(60)).max(40),
  /** Local minutes by weekday, 1 is Monday; null: the firm's hours. */
  week: week.nullable(),
  absences: z.array(z.object({ from: date, to: date })).max(100),
  active: z.boolean(),
});

/** Body of `POST /widget/v1/admin/team`: the whole team. Answers what `GET` does. */
export const saveTeamSchema = z.object({
  queueOwnerId: userId.nullable(),
  managerId: userId.nullable(),
  holidays: z.object({ added: z.array(date).max(60), removed: z.array(date).max(60) }),
  members: z.array(memberSchema).max(60),
});
export type SavedTeam = z.infer<typeof saveTeamSchema>;

const leadLine = { kommoLeadId: z.int(), leadName: z.string().nullable() };

export const teamSchema = z.object({
  team: saveTeamSchema,
  /** What each has to do now, and whether Kommo knows them. */
  loads: z
    .array(z.object({ userId, openLeads: z.int(), inKommo: z.boolean(), isThere: z.boolean() }))
    .readonly(),
  /** Kommo's; empty where its token may not read them. */
  users: z.array(z.object({ id: userId, name: z.string() })).readonly(),
  /** Leads that wait for somebody. */
  queued: z.int(),
  /** The last assignments, each with its reason. */
  recent: z
    .array(
      z.object({
        ...leadLine,
        userName: z.string(),
        at: z.iso.datetime(),
        reason: z.string(),
      }),
    )
    .readonly(),
});
export type TeamPage = z.infer<typeof teamSchema>;

/** What is due: leads over their stage's limit, and the touches of the follow-up; and those that were held back lately. */
export const flowSchema = z.object({
  over: z
    .array(
      z.object({ ...leadLine, stage: z.string(), limitAt: z.iso.datetime(), told: z.string() }),
    )
    .readonly(),
  touches: z
    .array(
      z.object({
        ...leadLine,
        name: z.string(),
        dueAt: z.iso.datetime(),
        /** What keeps it back; null where nothing does. */
        why: z.string().nullable(),
      }),
    )
    .readonly(),
  held: z
    .array(
      z.object({ ...leadLine, name: z.string(), heldAt: z.iso.datetime(), heldWhy: z.string() }),
    )
    .readonly(),
});
export type FlowPage = z.infer<typeof flowSchema>;
