import { AppError } from '../../errors.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';

/** Posts one alert to ALERT_WEBHOOK_URL; `id` lets the receiver recognise a repetition. */
export const sendAlert = oneByOne(
  'send-alert',
  async ({ store, config, postJson, say }, { alertId }) => {
    const alert = await store.alerts.find(alertId);
    if (alert === null || config.alertWebhookUrl === null) return done();
    const { id, subject, level, count, limit, raisedAt } = alert;
    const text = say({ code: `alert.${subject}`, params: { failures: count, limit, level } });
    const status = await postJson(config.alertWebhookUrl, {
      ...{ id, subject, level, count, limit, raisedAt, text },
    });
    if (status >= 200 && status < 300) return done();
    throw new AppError('not_ready', `The alert's receiver answered ${status}.`, {
      retry: { kind: 'backoff' },
      facts: { status },
    });
  },
);
