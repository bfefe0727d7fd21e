import { Router } from 'express';
import type { Services } from '../../services.js';

/** What a person sees who opens the companion's address in a browser. */
export function homeRoutes({ config }: Pick<Services, 'config'>): Router {
  const router = Router();
  router.get('/', (_request, response) => {
    response
      .type('text/plain')
      .send(
        [
          'Account SRL · integración con Kommo',
          '',
          `Cuenta de Kommo: ${config.kommo.subdomain}`,
          `Odoo: ${config.odoo === null ? 'sin configurar' : config.odoo.url}`,
          'Estado: /health/ready',
          '',
        ].join('\n'),
      );
  });
  return router;
}
