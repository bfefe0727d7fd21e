import { error, isObject, warning } from './archive.mjs';

const file = 'manifest.json';
/** Areas that have a side panel: "-1" (also when nothing is said) draws in it, "-0" does not. */
const withPanel = ['lcard', 'ccard', 'comcard', 'cucard', 'llist', 'clist', 'tlist', 'culist'];
const plain = [
  'settings',
  'advanced_settings',
  'card_sdk',
  'catalogs',
  'digital_pipeline',
  'lead_sources',
  'salesbot_designer',
  'sms',
  'mobile_card',
  'website_chat_button',
  'everywhere',
  'ai_agent',
];
/** Location → the manifest's block that it needs, and that needs it. */
const blockByLocation = {
  digital_pipeline: 'dp',
  advanced_settings: 'advanced',
  salesbot_designer: 'salesbot_designer',
  sms: 'sms',
  mobile_card: 'mobile',
};

/** Section 2.2. */
export function* checkLocations(manifest) {
  const { locations } = manifest;
  if (!Array.isArray(locations) || locations.length === 0) {
    yield error(file, 'needs "locations": a list of the places where the widget works.');
    return;
  }
  for (const location of new Set(locations)) yield* checkLocation(location);
  if (new Set(locations).size < locations.length) yield warning(file, 'names a location twice.');
  for (const area of withPanel) {
    if (locations.filter((location) => areaOf(location) === area).length > 1) {
      yield error(file, `locations name ${area} twice: choose ${area}-0 or ${area}-1.`);
    }
  }
  if (locations.includes('card_sdk') && !locations.some((one) => /^\w+card(-[01])?$/.test(one))) {
    yield error(file, 'location card_sdk needs a card beside it, lcard-1 for one.');
  }
  yield* checkBlocks(manifest, locations);
}

function* checkLocation(location) {
  if (location === 'widget_page') {
    yield error(file, 'location widget_page is for public integrations only.');
    return;
  }
  const known = /^(\w+?)(-[01])?$/.exec(String(location));
  if (known !== null && withPanel.includes(known[1])) return;
  if (known !== null && plain.includes(known[1])) {
    if (known[2] === undefined) return;
    yield error(file, `location ${location}: ${known[1]} takes no suffix, write it without.`);
    return;
  }
  yield error(file, `location "${location}" does not exist in Kommo.`);
}

function* checkBlocks(manifest, locations) {
  for (const [location, block] of Object.entries(blockByLocation)) {
    const placed = locations.includes(location);
    const present = isObject(manifest[block]);
    if (placed && !present) yield error(file, `location ${location} needs the block "${block}".`);
    if (!placed && present) {
      yield warning(file, `block "${block}" does nothing without the location ${location}.`);
    }
  }
}

function areaOf(location) {
  return String(location).replace(/-[01]$/, '');
}
