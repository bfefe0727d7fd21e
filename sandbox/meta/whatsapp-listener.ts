import type { Account } from '../kommo/account/account.js';
import type { Message, Talk } from '../kommo/account/talk-records.js';
import type { Meta } from './meta.js';

/** Where the firm's own Meta app listens beside Kommo, it hears what became of each message (by a switch: not known). */
export function listenToWhatsApp(account: Account, meta: Meta): void {
  account.onChange((mutation) => {
    if (mutation.kind !== 'message' && mutation.kind !== 'message-state') return;
    if (!account.switches.isOn('meta-hears-whatsapp')) return;
    const { message, talk } = mutation;
    const value =
      message.direction === 'incoming'
        ? onMessage(account, message, talk)
        : told(account, message, talk);
    void meta.deliveries.whatsApp({
      ...{ messaging_product: 'whatsapp', metadata: { phone_number_id: '106540352242922' } },
      ...value,
    });
  });
}

const stamp = (account: Account) => String(account.clock.seconds());

function told(account: Account, { id, state, failure }: Message, talk: Talk) {
  const code = Number(/\((\d+)\)/.exec(failure ?? '')?.[1] ?? 131_000);
  return {
    statuses: [
      {
        ...{ id: `wamid.${id}`, status: state, timestamp: stamp(account) },
        recipient_id: numberOf(account, talk),
        ...(state === 'failed' && { errors: [{ code, error_data: { details: failure } }] }),
      },
    ],
  };
}

function onMessage(account: Account, { id, text, author }: Message, talk: Talk) {
  const from = numberOf(account, talk);
  return {
    contacts: [{ profile: { name: author.name }, wa_id: from }],
    messages: [
      { id: `wamid.${id}`, from, timestamp: stamp(account), type: 'text', text: { body: text } },
    ],
  };
}

/** Digits alone, as WhatsApp writes numbers. */
function numberOf({ state }: Account, { contact_id: id }: Talk): string {
  const phone = state.contacts
    .get(id)
    ?.fields.find(({ field_id: field }) => state.customFields.get(field)?.code === 'PHONE');
  const value = phone?.values[0]?.value;
  return typeof value === 'string' ? value.replace(/\D/g, '') : '';
}
