/** What a conversation, a template or a bot may have wrong. */
export const findingCodes = [
  'too_many_buttons',
  'button_too_long',
  'button_twice',
  'word_twice',
  'text_too_long',
  'text_beyond_basic_plane',
  'unknown_placeholder',
  'placeholder_without_wording',
  'reply_cannot_be_given',
  'unreachable_question',
  'points_not_earnable',
  'counts_overlap',
  'counts_lead_apart',
  'option_without_reply',
  'answer_not_kept',
  'ending_missing',
  'ending_not_kept',
  'nudge_after_the_end',
  'template_category',
  'template_edge',
  'template_missing',
  'email_missing',
  'account_lacks',
  'too_large',
  'unknown_handler',
  'unknown_token',
  'dangling_goto',
  'dead_end',
  'circle',
  'orphan_step',
  'no_else',
  'no_on_error',
] as const;
export type FindingCode = (typeof findingCodes)[number];

export interface Finding {
  readonly code: FindingCode;
  /** "accounting / manages_inventory / soon" */
  readonly where: string;
  /** The title, word, number or name it is about. */
  readonly what: string;
}
