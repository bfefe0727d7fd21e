import { z } from 'zod';
import { emptyMap } from '../../../../domain/capture/source-map.js';
import type { SourceMap } from '../../../../domain/capture/source-map.js';
import type { CaptureSource } from '../../../../domain/capture/read-capture.js';
import type { Services } from '../../services.js';

const mapSchema = z.object({
  names: z.record(z.string(), z.array(z.string())),
  values: z.record(z.string(), z.record(z.string(), z.string())),
  ignore: z.array(z.string()),
});

export const sourceMapKey = (source: CaptureSource, formId: string | null = null): string =>
  formId === null ? `source_map.${source}` : `source_map.${source}.${formId}`;

/** What an administrator entered for a source, and for one form of it, whose own entries come last and so have the last word. */
export async function readSourceMap(
  { store }: Pick<Services, 'store'>,
  source: CaptureSource,
  formId: string | null = null,
): Promise<SourceMap> {
  const maps = [await readOne(store, sourceMapKey(source))];
  if (formId !== null) maps.push(await readOne(store, sourceMapKey(source, formId)));
  const [general = emptyMap, own = emptyMap] = maps;
  return {
    names: { ...general.names, ...own.names },
    values: { ...general.values, ...own.values },
    ignore: [...general.ignore, ...own.ignore],
  };
}

async function readOne({ settings }: Services['store'], key: string): Promise<SourceMap> {
  const parsed = mapSchema.safeParse(await settings.get(key));
  return parsed.success ? parsed.data : emptyMap;
}
