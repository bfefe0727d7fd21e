import type { Template } from '../template.js';
import { openBotKit } from './bot-kit.js';
import type { BotPlan, Compiled } from './bot-kit.js';
import { addTag, finish } from './handlers.js';

const sendLabel = 'send';
const failedLabel = 'failed';

/** On the lead where a template could not be sent; a person, or the companion, sees it. */
export const undeliveredTag = 'whatsapp-no-enviado';

export const templateBotName = ({ key }: Pick<Template, 'key'>): string => `Account · ${key}`;

/** A bot that sends one template and ends: nothing else may send a template through Kommo's own WhatsApp (R5.4). */
export function compileTemplateBot(template: Template, plan: BotPlan): Compiled {
  const kit = openBotKit(templateBotName(template), plan);
  const templateId = plan.account.templates[template.key];
  if (templateId === undefined) return { kind: 'missing', missing: [`template ${template.key}`] };
  const { steps } = kit;
  // Numbered first: a bot begins at step 0.
  steps.numberOf(sendLabel);
  steps.add(sendLabel, {
    question: [
      kit.say({ text: '', templateId, isFirst: true, onError: steps.to(failedLabel) }),
      finish,
    ],
  });
  steps.add(failedLabel, { question: [addTag(undeliveredTag), finish] });
  return kit.finish();
}
