import { z } from 'zod';
import { readAdLead } from '../../../../domain/capture/meta-lead.js';
import { emptyMap } from '../../../../domain/capture/source-map.js';
import { work } from '../../work/table.js';
import { AppError } from '../../errors.js';
import type { DeadLetter, Services } from '../../services.js';
import type { CorrectedAd } from '../../work/corrected-ad.js';

/** Of a lead ad that said nobody to talk to: what it said, and who a person says it is. */
export interface AdOfWork {
  readonly person: Readonly<Record<keyof CorrectedAd, string>>;
  readonly said: readonly { readonly label: string; readonly value: string }[];
}

const longestReadMs = 5_000;
/** Each is a call of its own, which counts against the page's limit. */
const mostAds = 20;

/** By dead letter id. Meta is asked what the first of them said; the others can be corrected all the same. */
export async function loadAds(
  services: Services,
  letters: readonly DeadLetter[],
): Promise<ReadonlyMap<string, AdOfWork>> {
  const unread = letters.filter(
    ({ step, code }) => step === 'fetch-lead' && code === 'invalid_body',
  );
  const ads = unread.map(async (letter, index): Promise<readonly [string, AdOfWork]> => {
    const { sourceId, corrected = {} } = work['fetch-lead'].input.parse(letter.data);
    const ad = index < mostAds ? await readNow(services, sourceId) : unknownAd;
    return [letter.id, { ...ad, person: { ...ad.person, ...corrected } }];
  });
  return new Map(await Promise.all(ads));
}

const unknownAd: AdOfWork = {
  person: { fullName: '', companyName: '', email: '', phone: '' },
  said: [],
};

function readNow(services: Services, sourceId: string): Promise<AdOfWork> {
  const tooLong = new Promise<AdOfWork>((resolve) => {
    setTimeout(resolve, longestReadMs, unknownAd).unref();
  });
  return Promise.race([readAd(services, sourceId), tooLong]);
}

async function readAd({ meta, blueprint, log }: Services, sourceId: string): Promise<AdOfWork> {
  if (meta === null) return unknownAd;
  try {
    const lead = await meta.readLead(sourceId);
    const body = personSchema.parse(readAdLead(lead, null, emptyMap, blueprint).body);
    return {
      person: {
        fullName: body.full_name,
        companyName: body.company_name,
        email: body.email,
        phone: body.phone_number,
      },
      said: lead.fields.map(({ name, values }) => ({ label: name, value: values.join(', ') })),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn({ code: error.code }, 'failed work is shown without what its lead ad says');
    return unknownAd;
  }
}

const text = z.string().catch('');
const personSchema = z.object({
  full_name: text,
  company_name: text,
  email: text,
  phone_number: text,
});
