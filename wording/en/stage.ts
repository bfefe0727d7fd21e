import type { stage as es } from '../es/stage.js';
import type { Translation } from '../sentence.js';

export const stage = {
  over_queue_owner: 'Lead not attended: “{lead}” has been in “{stage}” too long. Call.',
  over_executive:
    'Over its time limit: “{lead}” has been in “{stage}” too long. Get in touch and move it on.',
  over_manager:
    'Over its time limit and no progress: “{lead}” is still in “{stage}”. Talk to its executive or assign it to another.',
  told_nobody: 'Nobody has been told yet.',
  told_queue_owner: 'The owner of the queue was told.',
  told_executive: 'The executive was told.',
  told_manager: 'The manager was told.',
  meet_virtual: 'Virtual meeting with “{lead}”: send the invitation.',
  meet_in_person: 'Meeting in person with “{lead}”: confirm place and time.',
  meet_whatsapp: 'Write to “{lead}” by WhatsApp, as preferred.',
  meet_call: 'Call “{lead}”.',
} as const satisfies Translation<typeof es>;
