import { textOf } from '../../../../domain/form/form-answers.js';
import { suspicionsOf } from '../../../../domain/form/suspicion.js';
import type { FormFacts } from '../../../../domain/lead/lead.js';
import type { FormState } from './form-state.js';
import type { FormTools } from './form-tools.js';

interface Sent {
  readonly state: FormState;
  readonly at: Date;
  readonly addressHash: string;
}

/** What the lead's profile says beside its answers; the consent's proof is the text that the page showed. */
export function formFactsOf(
  { consent, publicUrl }: Pick<FormTools, 'consent' | 'publicUrl'>,
  { state, at, addressHash }: Sent,
): FormFacts {
  const { answers, touches, arm, trapped, startedAt } = state;
  const taxId = textOf(answers, 'tax_id').slice(0, 60);
  const suspicions = suspicionsOf({ trapped, tookMs: at.getTime() - startedAt });
  return {
    ...(taxId === '' ? {} : { taxId }),
    ...(touches === null ? {} : { lastTouch: touches.last.values }),
    ...(arm === null ? {} : { arm }),
    ...(suspicions.length === 0 ? {} : { suspicions }),
    consentProof: {
      text: consent.contact,
      marketingText: textOf(answers, 'marketing_opt_in') === '' ? null : consent.marketing,
      at: at.toISOString(),
      page: `${publicUrl}/form`,
      addressHash,
    },
  };
}
