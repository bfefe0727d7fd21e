import type { Language } from '../../../../contract/language.js';
import type { PersonFiles } from '../../../../contract/privacy.js';
import { sayIn } from '../../../../wording/say.js';
import type { PersonData } from '../../operations/privacy/read-person.js';
import { personPage } from './person-page.js';

/** What the right of access asks for, as data and as a page to read and print. The files' name names nobody. */
export function personFiles(data: PersonData, language: Language): PersonFiles {
  const say = sayIn(language);
  const page = personPage({
    language,
    title: say({ code: 'privacy.page_title' }),
    intro: say({ code: 'privacy.page_intro', params: { at: data.at } }),
    places: data.places.map(({ system, what, records }) => ({
      ...{ title: `${system} · ${what}`, records },
    })),
  });
  return {
    name: `person-${data.at.slice(0, 16).replace(/\D/gu, '')}`,
    json: JSON.stringify(data, null, 2),
    page,
  };
}
