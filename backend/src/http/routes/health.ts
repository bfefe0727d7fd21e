import { Router } from 'express';
import type { Registry } from 'prom-client';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import { bearer } from '../middleware/bearer.js';

/** Probes for whoever runs the process, and Prometheus' text. */
export function healthRoutes(
  { store, config }: Pick<Services, 'store' | 'config'>,
  metrics: Registry,
): Router {
  const router = Router();

  router.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });

  router.get('/health/ready', async (_request, response) => {
    await store.ping().catch((cause: unknown) => {
      throw new AppError('not_ready', 'The database does not answer.', { cause });
    });
    response.json({ status: 'ok' });
  });

  router.get(
    '/metrics',
    bearer(config.metricsTokens, 'METRICS_TOKEN'),
    async (_request, response) => {
      response.type(metrics.contentType).send(await metrics.metrics());
    },
  );

  return router;
}
