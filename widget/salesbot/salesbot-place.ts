import { conversationRules } from '../../domain/blueprint/conversations/conversation-rules.js';
import { createLifetime } from '../host/lifetime.js';
import { appendRoot } from '../host/place.js';
import type { WidgetSdk } from '../host/sdk.js';
import salesbotTemplate from '../templates/salesbot/salesbot.hbs';
import { draw } from '../view/draw.js';
import type { Translate } from '../view/translate.js';
import type { Place } from '../other-places.js';
import { readHookAddress } from './salesbot-steps.js';

/** Says in the block's settings what it is for. */
export function showSalesbotPlace(sdk: WidgetSdk, place: Element, t: Translate): Place {
  const lifetime = createLifetime();
  const root = appendRoot(place, lifetime);
  draw(
    root,
    salesbotTemplate({
      hint: t('salesbot.hint'),
      // The field's options are the firm's own words, in every language.
      endings: t('salesbot.endings', {
        list: conversationRules.endings.map(({ fieldOption }) => fieldOption).join(', '),
      }),
      warning: readHookAddress(sdk) === null ? t('salesbot.not_configured') : null,
    }),
  );
  return { close: lifetime.end };
}
