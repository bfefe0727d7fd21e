import type { Translation } from '../sentence.js';
import type { health as es } from '../es/health.js';

export const health = {
  no_data: 'no data',
  day: 'Day',
  times: 'Times',
  share: 'Share',
  failed: 'Failed',
  source: 'Source',
  kept: 'Kept',
  refused: 'Refused',
  success: 'Success',
  place: 'Place',
  place_card: 'Lead card',
  place_admin: 'Administration page',
  place_widget: 'Actions of the card',
  vendor_verb: 'System and verb',
  where: 'How it ended',
  oldest: 'The oldest',
  waiting: 'Queued',
  people: 'People in 24 h',
  limit: 'Limit',
  used: 'Used',

  webhooks: 'Webhooks received and kept (24 h)',
  webhooks_good: 'What arrives is kept, and in time.',
  webhooks_watch:
    'Some deliveries fail or take long. See in the table where they come from and, under “Failed work”, whether something was left undone.',
  webhooks_bad:
    'Deliveries get lost, or Kommo may disable the webhook. Check that the database answers and that the server is not overloaded; then run the diagnosis.',
  webhooks_none: 'Nothing has been delivered yet. Run the diagnosis if you expected something.',

  calls: 'Response time of Kommo, Odoo and Meta (p95, 24 h)',
  calls_failing: '{time} · {vendor} fails {share}',
  calls_good: 'They answer fast and hardly ever fail.',
  calls_watch:
    'One of them is slow or fails at times. What is pending is tried again by itself; the table says which one.',
  calls_bad:
    'One of them is very slow or fails a lot. See in the table which one, look at its status page and tell whoever runs it. Nothing is lost: all is tried again.',
  calls_none: 'No system has been called yet.',

  conversations: 'Conversations that come to their end ({days} days)',
  conversations_good: 'At least half of the leads finish their conversation.',
  conversations_watch:
    'More than half do not finish. Look at the question where most of them stop: shorten it, or leave it to the executive.',
  conversations_bad:
    'Fewer than one in four comes to its end. Look at the question where most of them stop, and whether that conversation’s bot is up to date in Kommo.',
  conversations_none: 'No conversation has ended yet.',
  most_stop: 'Where most of them stop: “{question}” ({count}).',
  taken: 'A person took it',
  ended: 'Ended: {ending}',
  stopped_at: 'Stopped at: {question}',

  queue: 'Age of the queue',
  queue_now: { one: '{age} · 1 job to do', other: '{age} · {count} jobs to do' },
  queue_good: 'Work is done as it comes.',
  queue_watch:
    'Something has waited for more than a minute. It is usually a burst of leads; if it does not go down, look at “Waiting”.',
  queue_bad:
    'There is work that has waited for more than ten minutes. Check that the companion runs and that Kommo answers; restart it if the queue does not go down.',
  queue_none: 'No data yet.',

  whatsapp: 'WhatsApp headroom (people by template in 24 h)',
  whatsapp_now: '{some} of {all}: {left} left',
  whatsapp_good: 'There is headroom for today.',
  whatsapp_watch: 'More than 70 % is used. Follow-ups make way for new leads.',
  whatsapp_bad:
    'Hardly any headroom is left. Messages wait until some is free. Ask Meta for a higher tier and set the new limit in WHATSAPP_PEOPLE_PER_DAY.',
  whatsapp_none: 'No data yet.',

  disk: 'Disk used',
  disk_good: 'There is room.',
  disk_watch: 'It is above 80 %. Plan to delete old exports or to enlarge the disk.',
  disk_bad:
    'It is above 90 %. Enlarge the disk or delete old exports: without room nothing is kept.',
  disk_none: 'No data yet.',

  answers: 'Response time of the card (p95, 24 h)',
  answers_good: 'The card appears at once.',
  answers_watch: 'The card takes long. It is nearly always Kommo: see its times above.',
  answers_bad:
    'The card takes more than five seconds. Look at the times of Kommo and the load of the server.',
  answers_none: 'Nobody opened a card in the last 24 hours.',
} as const satisfies Translation<typeof es>;
