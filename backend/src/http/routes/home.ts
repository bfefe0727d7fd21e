import { Router } from 'express';
import type { Services } from '../../services.js';
import { sayIn } from '../../../../wording/say.js';
import type { Sentence } from '../../../../wording/sentence.js';
import { browserLanguageOf } from '../middleware/reader-language.js';

/** What a person sees who opens the companion's address in a browser. */
export function homeRoutes({ config }: Pick<Services, 'config'>): Router {
  const router = Router();
  router.get('/', (request, response) => {
    const lines: readonly Sentence[] = [
      { code: 'http.home' },
      { code: 'http.home_account', params: { subdomain: config.kommo.subdomain } },
      config.odoo === null
        ? { code: 'http.home_no_odoo' }
        : { code: 'http.home_odoo', params: { address: config.odoo.url } },
      { code: 'http.home_state' },
    ];
    const [title = '', ...rest] = lines.map(sayIn(browserLanguageOf(request)));
    response.type('text/plain').send([title, '', ...rest, ''].join('\n'));
  });
  return router;
}
