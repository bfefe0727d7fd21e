import { panelAreas, plainAreas, type WidgetManifest } from './manifest-schema.js';
import { problem, type ZipProblem } from './zip-files.js';

const file = 'manifest.json';

/** Known places only, one form of each, and the block that each place needs. */
export function checkLocations(manifest: WidgetManifest): readonly ZipProblem[] {
  const { locations } = manifest;
  return [
    ...locations.filter((location) => !isKnown(location)).map(unknownLocation),
    ...panelAreas
      .filter((area) => formsOf(area).filter((form) => locations.includes(form)).length > 1)
      .map((area) => problem('location-pair', file, `locations: ${area} is declared twice`)),
    ...neededBlocks(manifest),
  ];
}

function isKnown(location: string): boolean {
  return (
    plainAreas.includes(location) || panelAreas.some((area) => formsOf(area).includes(location))
  );
}

function formsOf(area: string): readonly string[] {
  return [area, `${area}-0`, `${area}-1`];
}

function unknownLocation(location: string): ZipProblem {
  const why = location === 'widget_page' ? 'is not open to private widgets' : 'is unknown';
  return problem('location', file, `locations: "${location}" ${why}`);
}

function neededBlocks(manifest: WidgetManifest): readonly ZipProblem[] {
  const { locations, dp, advanced, salesbot_designer: bot, settings } = manifest;
  const hasCustom = Object.values(settings).some((field) => field.type === 'custom');
  const needs: readonly (readonly [boolean, string, string])[] = [
    [
      locations.includes('digital_pipeline') && dp === undefined,
      'dp',
      'digital_pipeline needs "dp"',
    ],
    [
      locations.includes('advanced_settings') && advanced === undefined,
      'advanced',
      'advanced_settings needs "advanced.title"',
    ],
    [
      locations.includes('salesbot_designer') && bot === undefined,
      'salesbot',
      'salesbot_designer needs a handler',
    ],
    [hasCustom && !locations.includes('settings'), 'custom', 'a custom field needs "settings"'],
  ];
  return needs
    .filter(([isMissing]) => isMissing)
    .map(([, code, message]) => problem(code, file, message));
}
