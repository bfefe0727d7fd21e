import { z } from 'zod';

/** What conversations need in the account, and what it has of it. Sentences are ready to show. */

export const botStates = [
  'current',
  'older',
  'off',
  'missing',
  'cannot_be_made',
  'not_shown',
] as const;

export const neededBotSchema = z.object({
  key: z.string(),
  /** As it is called in the account once it is imported: "Account · Nómina · v3f9a1c". */
  name: z.string(),
  /** `current` is the blueprint's, made for this account; `not_shown` where the account does not show its bots. */
  state: z.enum(botStates),
  /** What was found, and what is to be done. */
  text: z.string(),
  /** There is a file to import. */
  hasFile: z.boolean(),
});
export type NeededBot = z.infer<typeof neededBotSchema>;

export const templateStates = [
  'approved',
  'review',
  'draft',
  'rejected',
  'paused',
  'there',
  'missing',
  'not_shown',
] as const;

export const neededTemplateSchema = z.object({
  /** Its name in Kommo and at Meta. */
  key: z.string(),
  category: z.enum(['UTILITY', 'MARKETING']),
  /** With Kommo's placeholders for this account: what is pasted by hand. */
  content: z.string(),
  buttons: z.array(z.string()).readonly(),
  /** `there` where the account does not say how far the review is. */
  state: z.enum(templateStates),
  /** The account's differs from the blueprint's. */
  isOlder: z.boolean(),
  /** What was found and what is to be done, Meta's reason for a refusal included. */
  text: z.string(),
});
export type NeededTemplate = z.infer<typeof neededTemplateSchema>;

export const conversationSetupSchema = z.object({
  bots: z.array(neededBotSchema).readonly(),
  /** What a person does with the files. */
  botSteps: z.array(z.string()).readonly(),
  templates: z.array(neededTemplateSchema).readonly(),
  templateSteps: z.array(z.string()).readonly(),
  /** Keys of the templates that can be sent for review from here; none where the account or the setting does not allow it. */
  sendable: z.array(z.string()).readonly(),
  /** What is wrong with the conversations themselves. */
  findings: z.array(z.object({ code: z.string(), where: z.string(), text: z.string() })).readonly(),
});
export type ConversationSetup = z.infer<typeof conversationSetupSchema>;

/** A bot of this account, to be imported as a file or pasted into "View source". */
export const botFileSchema = z.object({
  key: z.string(),
  name: z.string(),
  fileName: z.string(),
  file: z.string(),
  source: z.string(),
});
export type BotFile = z.infer<typeof botFileSchema>;

export const readBotSchema = z.object({ key: z.string().max(100) });

/** Makes these in Kommo and sends them for review; answers the new state. */
export const sendTemplatesSchema = z.object({
  keys: z.array(z.string().max(100)).min(1).max(20).readonly(),
});
