import { showAdvancedPlace } from './advanced-place.js';
import { showListPlace } from '../list/list-place.js';
import type { OtherPlaces } from '../other-places.js';
import { showPipelinePlace } from '../pipeline/pipeline-place.js';
import { showSalesbotPlace } from '../salesbot/salesbot-place.js';
import { showSettingsPlace } from '../settings/settings-place.js';

/** What is fetched when a place other than the card is opened. */
export const places: OtherPlaces = {
  settings: showSettingsPlace,
  advanced: showAdvancedPlace,
  pipeline: showPipelinePlace,
  salesbot: showSalesbotPlace,
  list: showListPlace,
};
