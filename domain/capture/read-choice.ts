import type { Question, Service } from '../blueprint/shape.js';
import type { ServiceKey } from '../lead/lead.js';
import { fold } from '../person/text.js';

/** Spellings of each question's options, folded; built once for a question. */
const spellings = new WeakMap<Question, ReadonlyMap<string, string>>();

/** The key of the option that a text names: by key, form wording, field wording or alias, whatever case or accents. */
export function readChoice(question: Question, text: string): string | null {
  return spellingsOf(question).get(fold(text)) ?? null;
}

function spellingsOf(question: Question): ReadonlyMap<string, string> {
  const known = spellings.get(question);
  if (known !== undefined) return known;
  const options = question.options;
  // Where two options share a field option, its first holder gets it, unless another's own wording says so.
  const built = new Map([
    ...options.map(({ key, fieldOption }) => [fold(fieldOption), key] as const).reverse(),
    ...options.flatMap(({ key, aliases = [] }) =>
      aliases.map((alias) => [fold(alias), key] as const),
    ),
    ...options.map(({ key, label }) => [fold(label), key] as const),
    ...options.map(({ key }) => [fold(key), key] as const),
  ]);
  spellings.set(question, built);
  return built;
}

/** Spellings of the services, folded; built once. */
const serviceSpellings = new WeakMap<readonly Service[], ReadonlyMap<string, ServiceKey>>();

/** The service that a text names. */
export function readService(services: readonly Service[], text: string): ServiceKey | null {
  const known = serviceSpellings.get(services) ?? spellServices(services);
  return known.get(fold(text)) ?? null;
}

function spellServices(services: readonly Service[]): ReadonlyMap<string, ServiceKey> {
  // Reversed: where two services share a spelling, the first one has it.
  const built = new Map(
    [...services]
      .reverse()
      .flatMap(({ key, label, aliases }) =>
        [key, label, ...aliases].map((one) => [fold(one), key] as const),
      ),
  );
  serviceSpellings.set(services, built);
  return built;
}
