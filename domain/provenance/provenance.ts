import type { Sentence } from '../../wording/sentence.js';
import type { ConsentEntry } from '../consent/consent-entry.js';
import type { Attribution, LeadProfile } from '../lead/lead.js';
import { localClock, localDateOf } from '../time/local-time.js';

/** Where a lead is from and what it agreed to, as people read it (R1.1, R6.4, R8.1). */
export interface ProvenanceLine {
  readonly key: 'first_touch' | 'last_touch' | 'arm' | 'consent' | 'marketing';
  readonly text: string | Sentence;
}

const longest = 100;

/** Only what is known; the consents' newest line of each purpose is the one that counts. */
export function provenanceOf(
  { attribution, lastTouch = attribution, arm }: LeadProfile,
  consents: readonly ConsentEntry[],
): readonly ProvenanceLine[] {
  const latest = (purpose: ConsentEntry['purpose']) =>
    consents.findLast((entry) => entry.purpose === purpose);
  const lines = [
    ['first_touch', sayTouch(attribution)],
    ['last_touch', sayTouch(lastTouch)],
    ['arm', arm?.toUpperCase() ?? ''],
    ['consent', sayConsent(latest('contact'))],
    ['marketing', sayConsent(latest('marketing'))],
  ] as const;
  return lines.flatMap(([key, text]) => (text === '' ? [] : [{ key, text }]));
}

/** "facebook · contabilidad-pymes", else the click or the page that it came from; empty where nothing is known. */
export function sayTouch({ utm_source, utm_campaign, referrer, ...rest }: Attribution): string {
  const named = [utm_source, utm_campaign].flatMap((one) => one?.slice(0, longest) ?? []);
  if (named.length > 0) return named.join(' · ');
  const click = clickNames.find((name) => rest[name] !== undefined);
  return click ?? (referrer ?? '').slice(0, longest);
}

const clickNames = ['fbclid', 'gclid', 'ttclid', 'msclkid', 'fbc'] as const;

const sayConsent = (entry: ConsentEntry | undefined): Sentence | '' =>
  entry === undefined
    ? ''
    : { code: 'consent.at', params: { when: momentOf(entry.at), what: consentSentence(entry) } };

/** "28/11 10:02" alone would not say of which year, and a proof is kept for years. */
const momentOf = (at: string): string =>
  `${localDateOf(new Date(at))} ${localClock(new Date(at)).slice(-5)}`;

/** What was agreed to or taken back, by which way, and to which text. */
export function consentSentence({ act, purpose, by, textVersion }: ConsentEntry): Sentence {
  const known = bySource.find((one) => one === by);
  const way: Sentence = { code: `consent.by_${known ?? 'user'}` };
  const what: Sentence = { code: `consent.${purpose}_${act}`, params: { way } };
  if (textVersion === null) return what;
  const version: Sentence = { code: 'consent.text', params: { version: textVersion } };
  return { code: 'plain.all', params: { sentences: [what, version] } };
}

const bySource = ['direct', 'inlead', 'meta', 'kommo', 'whatsapp', 'form'] as const;
