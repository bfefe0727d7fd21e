import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Router } from 'express';
import type { RequestHandler } from 'express';
import type { Services } from '../../services.js';
import { describeApi } from '../openapi.js';
import { openapiPage, openapiScript } from '../pages/openapi-page.js';

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const files = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** `GET /openapi.json`, and `/openapi` to read it; everything comes from here, nothing from elsewhere. */
export function openapiRoutes({
  blueprint,
  config,
}: Pick<Services, 'blueprint' | 'config'>): Router {
  const router = Router();
  const description = describeApi(blueprint, config.publicUrl);

  router.get('/openapi.json', (_request, response) => {
    response.json(description);
  });
  router.get('/openapi', readable, (_request, response) => {
    response.type('html').send(openapiPage);
  });
  router.get('/openapi/start.js', (_request, response) => {
    response.type('js').send(openapiScript);
  });
  for (const file of files) {
    router.get(`/openapi/${file}`, (_request, response) => {
      response.sendFile(join(swagger, file), { maxAge: '1d' });
    });
  }
  return router;
}

/** Swagger UI draws its arrows as data: images and sets styles on elements; nothing is loaded from elsewhere. */
const readable: RequestHandler = (_request, response, next) => {
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  next();
};
