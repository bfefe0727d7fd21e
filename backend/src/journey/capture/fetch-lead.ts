import { readAdLead } from '../../../../domain/capture/meta-lead.js';
import type { AdForm, AdLead, ReadAdLead } from '../../../../domain/capture/meta-lead.js';
import type { FormFacts } from '../../../../domain/lead/lead.js';
import { AppError, never, untilMended } from '../../errors.js';
import type { Services } from '../../services.js';
import { done } from '../../work/outcome.js';
import type { CorrectedAd } from '../../work/corrected-ad.js';
import { oneByOne } from '../../work/step.js';
import type { Try } from '../../work/step.js';
import { readAdForm } from '../reading/read-ad-form.js';
import { readSourceMap } from '../reading/read-source-map.js';
import { capture } from './capture.js';

/** Gone, another page's or not to be read: it is said the same way, so it is asked for three times. */
const mostTries = 3;

/** A delivery names a lead of an ad by its id alone (R5.3). What the person answered is read, and captured as the rest is. */
export const fetchLead = oneByOne('fetch-lead', async (services, input, attempt) => {
  const { sourceId, formId, corrected = {} } = input;
  const { blueprint, log } = services;
  const lead = await readLead(services, sourceId, attempt);
  const form = await formOf(services, lead.formId ?? formId, lead);
  const map = await readSourceMap(services, 'meta', lead.formId ?? formId);

  const read = readAdLead(lead, form, map, blueprint);

  const { captureId, repeated, isTest } = await take(services, lead, correctedBy(corrected, read));

  log.info({ captureId, repeated, isTest: isTest === true }, 'captured the lead of an ad');
  return done();
});

async function readLead({ meta }: Services, id: string, { attempt }: Try): Promise<AdLead> {
  if (meta === null) throw noPage();
  try {
    return await meta.readLead(id);
  } catch (error) {
    const isLast = error instanceof AppError && error.code === 'meta_rejected';
    if (!isLast || attempt < mostTries) throw error;
    const { reason, facts } = error;
    throw new AppError('meta_rejected', `Meta does not show a lead after ${attempt} tries.`, {
      ...{ retry: never, cause: error, facts },
      ...(reason === null ? {} : { reason }),
    });
  }
}

const waitMs = 10 * 60_000;
const noPage = (): AppError =>
  new AppError('meta_not_connected', 'No page of Meta is configured: its leads wait.', {
    retry: untilMended(waitMs),
    reason: { code: 'meta.no_token' },
  });

/** Somebody read the answers, and says whose they are (R6.2). */
const correctedBy = (
  { fullName, companyName, email, phone }: CorrectedAd,
  read: ReadAdLead,
): ReadAdLead => ({
  ...read,
  body: {
    ...read.body,
    ...(fullName === undefined ? {} : { full_name: fullName }),
    ...(companyName === undefined ? {} : { company_name: companyName }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone_number: phone }),
  },
});

/** Without its form a lead is read by the names of its fields alone. */
const formOf = (
  services: Services,
  formId: string | null,
  { fields }: AdLead,
): Promise<AdForm | null> =>
  formId === null
    ? Promise.resolve(null)
    : readAdForm(
        services,
        formId,
        fields.map(({ name }) => name),
      );

async function take(services: Services, lead: AdLead, read: ReadAdLead) {
  const { body, unmapped } = read;
  try {
    return await capture(services, 'meta', {
      ...{ body, bodyHash: '', idempotencyKey: null, requestId: `ad ${lead.id}` },
      formFacts: {
        ...(Object.keys(unmapped).length === 0 ? {} : { unmapped }),
        ...proofOf(services, lead, read),
      },
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_body') throw error;
    throw new AppError('invalid_body', 'The lead of an ad has nobody to talk to.', {
      ...{ retry: never, cause: error, fields: error.fields },
      reason: { code: 'meta.no_contact' },
    });
  }
}

/** The boxes that the person ticked, word for word (R8.1). */
function proofOf(
  { clock }: Services,
  { createdAt, formId }: AdLead,
  { agreedTo }: ReadAdLead,
): Pick<FormFacts, 'consentProof'> {
  if (agreedTo === null) return {};
  return {
    consentProof: {
      ...{
        text: agreedTo,
        marketingText: null,
        addressHash: '',
      },
      at: createdAt ?? clock().toISOString(),
      page: `form ${formId ?? ''}`.trim(),
    },
  };
}
