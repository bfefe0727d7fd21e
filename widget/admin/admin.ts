import { showAdvancedFace } from '../faces/advanced-face.js';
import { recalculateChecked } from '../faces/list-action.js';
import type { OtherFaces } from '../faces/other-faces.js';
import { showPipelineFace } from '../faces/pipeline-face.js';
import { showSalesbotFace } from '../faces/salesbot-face.js';
import { showSettingsFace } from '../settings-face.js';

/** What script.js asks RequireJS for when a face other than the card is opened. */
const faces: OtherFaces = {
  settings: showSettingsFace,
  advanced: showAdvancedFace,
  pipeline: showPipelineFace,
  salesbot: showSalesbotFace,
  recalculate: recalculateChecked,
};

export default faces;
