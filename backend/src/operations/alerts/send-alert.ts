import { AppError } from '../../errors.js';
import { sentenceOf } from './alert-sentence.js';
import { signAlert } from './sign-alert.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';

/** Posts one alert to ALERT_WEBHOOK_URL; `id` lets the receiver recognise a repetition. */
export const sendAlert = oneByOne(
  'send-alert',
  async ({ store, config, postJson, say, clock }, { alertId }) => {
    const alert = await store.alerts.find(alertId);
    if (alert === null || config.alertWebhookUrl === null) return done();
    const { id, subject, level, count, limit, raisedAt } = alert;
    const text = say(sentenceOf(alert));
    const body = { id, subject, level, count, limit, raisedAt, text };
    const secrets = config.alertWebhookSecrets;
    const headers = signAlert({ id, at: clock(), body, secrets });
    const status = await postJson(config.alertWebhookUrl, body, headers);
    if (status >= 200 && status < 300) return done();
    throw new AppError('not_ready', `The alert's receiver answered ${status}.`, {
      retry: { kind: 'backoff' },
      facts: { status },
    });
  },
);
