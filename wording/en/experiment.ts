import type { experiment as es } from '../es/experiment.js';
import type { Translation } from '../sentence.js';

export const experiment = {
  target_landing: 'Landing page: our own form (A) or InLead (B)',
  target_conversation: 'Conversation: {name}',
  target_template: 'Template: {name}',
  target_delay: 'Pace of the follow-up',
  visits: 'Visits',
  leads: 'Leads',
  completion: 'Completed the form',
  mean_score: 'Mean score',
  median_score: 'Median score',
  band: 'Score from {from} to {to}',
  qualified: 'Qualified',
  won: 'Won',
  cost: 'Cost',
  cost_per_qualified: 'Cost per qualified lead',
  maintenance: 'Maintenance',
  flexibility: 'Flexibility',
  time: 'Time',
  share: '{share} ({some} of {all}; between {low} and {high})',
  between: '{value} (between {low} and {high})',
  points: '{value} points (between {low} and {high})',
  more_than: 'more than {amount}',
  nothing_yet: 'no data',
  broken:
    'The split between A and B is not the planned one: something sends people to one side. Look into it before you conclude anything.',
  winner: '{arm} wins: chance no longer explains the difference, however often you have looked.',
  more: {
    one: 'This cannot be decided yet: 1 lead is missing if the difference stays as it is.',
    other:
      'This cannot be decided yet: about {count} leads are missing if the difference stays as it is.',
  },
  early: {
    one: 'It is early: 1 lead is missing to see a difference such as 20 % to 40 %.',
    other: 'It is early: about {count} leads are missing to see a difference such as 20 % to 40 %.',
  },
  alike:
    'A and B are so alike that the numbers will not decide. Choose by maintenance, flexibility or time.',
  unknown_target: 'There is nothing of that name to try.',
  choose_target: 'Choose one of the list.',
  bot_missing: 'Kommo has no bot of that name switched on.',
  switch_on: 'Import the bot into Kommo and switch it on, or correct its name.',
  same_versions: 'Both versions are the same.',
  name_another: 'Write something in B that differs from A.',
  bad_pace: 'The pace is no number from 0.25 to 4.',
  write_pace: 'Write, for example, 0.5 to wait half as long.',
  stage_starts_bot: 'The stage in Kommo always starts the same bot.',
  let_companion_start: 'Let the companion start it (BOT_START=companion).',
  under_way: 'An experiment on the same thing is under way.',
  end_it_first: 'End that experiment first.',
} as const satisfies Translation<typeof es>;
