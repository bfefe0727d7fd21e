import express, { type Router } from 'express';
import { createAssetsRouter } from './assets-router.js';
import { createMemoryStore, type HostOptions } from './host-options.js';
import { createWidgetLoader } from './loaded-widget.js';
import { createPagesRouter } from './pages-router.js';
import { createWidgetRouter } from './widget-router.js';

/**
 * Kommo's web page: the lead card and the other places where a widget appears, loading the packed
 * archive through RequireJS as Kommo does. Query switches: `switches.ts`.
 */
export function createHostPages(options: HostOptions): Router {
  const store = options.store ?? createMemoryStore();
  const loadWidget = createWidgetLoader(options);
  const router = express.Router();
  router.use(createAssetsRouter());
  router.use(createWidgetRouter({ options, store, loadWidget }));
  router.use(createPagesRouter({ options, store, loadWidget }));
  return router;
}
