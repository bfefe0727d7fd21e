import { adminEndpoints } from './admin-endpoints.js';
import type { Endpoint } from './endpoint.js';
import { privacyEndpoints } from './privacy-endpoints.js';
import { publicEndpoints } from './public-endpoints.js';
import { widgetEndpoints } from './widget-endpoints.js';

/** Every address of the companion, as `/openapi.json` describes it; a test compares it with the routes. */
export const endpoints: readonly Endpoint[] = [
  ...publicEndpoints,
  ...widgetEndpoints,
  ...adminEndpoints,
  ...privacyEndpoints,
];
