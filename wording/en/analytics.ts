import type { analytics as es } from '../es/analytics.js';
import type { Translation } from '../sentence.js';

export const analytics = {
  channels: 'Channels ({days} days)',
  leads: { one: '1 lead', other: '{count} leads' },
  channels_read:
    'Where each lead came from the first time. Compare the mean score and what was won, not only how many. Enter below what each channel cost.',
  channel: 'Channel',
  lead_count: 'Leads',
  mean_score: 'Mean score',
  qualified: 'Qualified',
  won: 'Won',
  won_share: 'Won of 100',
  cost: 'Cost ({currency})',
  cost_per_lead: 'Per lead',
  cost_per_qualified: 'Per qualified',
  cost_per_won: 'Per won',
  cost_usage:
    'Give the month, the channel and the amount: npm run costs -- 2026-11 facebook 45000 (0 takes it away)',
  touches: 'Automatic follow-up ({days} days)',
  touches_now: '{some} answers to {all} messages',
  touches_read:
    'Each answer, opt-out or sale counts for the last message that left before. Shorten or drop what nobody answers.',
  touch: 'Message',
  sent: 'Sent',
  given: 'Given to a person',
  skipped: 'Skipped',
  answered: 'Answered',
  opted_out: 'Opted out',
  answered_share: 'Answered of 100',
  stages: 'Time in each stage ({days} days)',
  stages_none: 'Too few leads have passed each stage to say which one holds up.',
  bottleneck_over: {
    one: 'The bottleneck is “{stage}”: half take more than {time}, longer than its limit; 1 lead is there now. Share the load or adjust the limit.',
    other:
      'The bottleneck is “{stage}”: half take more than {time}, longer than its limit; {count} leads are there now. Share the load or adjust the limit.',
  },
  bottleneck: {
    one: 'It takes longest in “{stage}”: half take more than {time}; 1 lead is there now. That is within the limit.',
    other:
      'It takes longest in “{stage}”: half take more than {time}; {count} leads are there now. That is within the limit.',
  },
  stage: 'Stage',
  ended: 'Left',
  median: 'Median',
  limit: 'Limit',
  now: 'Now',
  adoption: 'Use of the card ({days} days)',
  cards: { one: '1 card opened', other: '{count} cards opened' },
  adoption_read: 'If hardly anybody opens the card, show the team the five-minute guide.',
  what: 'What',
  card_opened: 'Cards opened',
  by_button: 'Hand-overs to Odoo by the button',
  by_trigger: 'Hand-overs to Odoo by themselves',
  edits: 'Answers corrected',
  tasks: 'Tasks made',
  said_wrong: '“Not correct”',
} as const satisfies Translation<typeof es>;
