import type { trial as es } from '../es/trial.js';
import type { Translation } from '../sentence.js';

export const trial = {
  option: 'with --observe: a trial bot of six steps for a lead of your own',
  opening: 'Trial bot written to {file}.',
  opening_do:
    'Import it in Kommo, switch it on and keep that lead’s WhatsApp open, which must have written today: the bot starts by itself and each message says what to do.',
  not_provisioned: 'The account lacks fields: run npm run provision -- apply first.',
  started: 'The bot is in the account: it has started.',
  all: 'All six steps have their answer. Delete the tags “trial-…”, the bot and the trial lead.',
  not_all: 'Time is up without all steps: repeat with a new lead, or with more --minutes.',
  option_token: '1. The option was written by its token: optionsAs “token”, as it is.',
  option_text:
    '1. The option was not written by its token: set optionsAs “text” and switch "bot-writes-options-by-text" of the sandbox on.',
  answer_matched: '2. UNO counted as “Uno”: case does not matter; "button-answers-ignore-case" on.',
  answer_unmatched:
    '2. UNO did not count as “Uno”: case matters, and the bot’s synonyms cover it; "button-answers-ignore-case" off.',
  answer_waits:
    '2. The reply went to the waiting step and not to the buttons; the bot reads it there too: "reply-goes-to-the-timer" on.',
  answer_silent: '2. Nobody answered for ten minutes: repeat the step.',
  wait_timer: '3. The minute ended: one step waits for message and clock, as it is.',
  wait_message: '3. A message came before the minute: repeat without writing.',
  count_number:
    '4. The bot read the number out of the sentence: readsCounts can be switched on; it is in “Conversación sin leer”.',
  count_none:
    '4. The bot did not read the number: readsCounts stays off and the companion reads it.',
  person_message:
    '5. The bot went on after a person wrote: "person-message-stops-bot" off; to speak yourself, take the conversation.',
  person_timer: '5. Nobody answered for ten minutes: repeat the step.',
  person_stopped:
    '5. The bot did not go on: a person’s message stops it; "person-message-stops-bot" on.',
  error_taken:
    '6. A message that cannot be sent left by on_error, as it is; "delivery-error-is-silent" off.',
  error_ignored:
    '6. Kommo took a template that is not approved without going to on_error: a late failure shows by the clock only; nothing to change.',
  error_skipped: '6. There is no unapproved template to try on_error with: leave one as a draft.',
  error_hung:
    '6. The bot stood still at a message that could not be sent: "delivery-error-is-silent" on; the companion picks it up after half an hour.',
} as const satisfies Translation<typeof es>;
