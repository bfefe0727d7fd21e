import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import type { Config } from '../../config.js';
import { ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';

/** What the firm sets for messages by WhatsApp. */
export const checkMessages = ({
  messages,
  landing,
}: Pick<Config, 'messages' | 'landing'>): readonly Check[] => [
  checkFirm(landing),
  checkConsent(messages),
  checkBotStart(messages),
];

function checkConsent({ consentTexts }: Config['messages']): Check {
  const name = { code: 'message.consent' } as const;
  const missing = Object.entries(consentTexts).flatMap(([source, text]) =>
    text === null ? [`CONSENT_TEXT_${source.toUpperCase()}`] : [],
  );
  if (missing.length === 0) return ok(name, { code: 'message.consent_found' });
  return warning(
    name,
    { code: 'message.consent_missing', params: { sources: missing } },
    { code: 'message.consent_remedy' },
  );
}

/** The law wants the form to say who asks; without the number nobody can write first. */
function checkFirm({ firm, whatsappNumber }: Config['landing']): Check {
  const name = { code: 'message.firm' } as const;
  const values = {
    ...{ FIRM_TAX_ID: firm.taxId, FIRM_ADDRESS: firm.address },
    ...{ FIRM_PRIVACY_EMAIL: firm.privacyEmail, WHATSAPP_NUMBER: whatsappNumber },
  };
  const missing = Object.entries(values).flatMap(([key, value]) => (value === null ? [key] : []));
  if (missing.length === 0) return ok(name, { code: 'message.firm_found' });
  return warning(
    name,
    { code: 'message.firm_missing', params: { missing } },
    { code: 'message.firm_remedy' },
  );
}

/** The API shows no triggers of a stage, so that only a person sees whether both would start a bot. */
function checkBotStart({ botStart }: Config['messages']): Check {
  const name = { code: 'message.bot_start' } as const;
  const stages = blueprint.pipelines.flatMap((pipeline) => pipeline.stages);
  const stage = stages.find(({ key }) => key === 'qualifying')?.name ?? '';
  if (botStart === 'companion') {
    return ok(name, { code: 'message.bot_start_companion', params: { stage } });
  }
  return warning(
    name,
    { code: 'message.bot_start_stage', params: { stage } },
    { code: 'message.bot_start_stage_remedy' },
  );
}
