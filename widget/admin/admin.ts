import { showAdvancedFace } from './advanced-place.js';
import { recalculateChecked } from '../list/list-action.js';
import type { OtherFaces } from '../other-places.js';
import { showPipelineFace } from '../pipeline/pipeline-place.js';
import { showSalesbotFace } from '../salesbot/salesbot-place.js';
import { showSettingsFace } from '../settings/settings-place.js';

/** What script.js asks RequireJS for when a face other than the card is opened. */
const faces: OtherFaces = {
  settings: showSettingsFace,
  advanced: showAdvancedFace,
  pipeline: showPipelineFace,
  salesbot: showSalesbotFace,
  recalculate: recalculateChecked,
};

export default faces;
