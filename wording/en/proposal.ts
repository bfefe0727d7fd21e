import type { proposal as es } from '../es/proposal.js';
import type { Translation } from '../sentence.js';

export const proposal: Translation<typeof es> = {
  note_made: 'Proposal version {version}, {amount} a month: {url}',
  accepted: 'Accepted the proposal (version {version}). Call today for the next steps.',
  wish: 'Wants the proposal changed (version {version}): {wish}',
  opened_again: 'Opened the proposal again (version {version}). A good moment to call.',
  closed: 'The lead is closed: no proposal is made.',
  accepted_stays: 'The client has accepted it.',
  none: 'This lead has no proposal.',
  other_currency:
    'Enter the amount in {currency}, the currency of the Kommo account: it goes to the lead and to Odoo.',
};
