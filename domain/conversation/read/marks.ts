import type { Clause } from './clauses.js';
import type { Language } from './language.js';

type Kind = 'yes' | 'no' | 'unsure' | 'empty' | 'correction';

interface Phrase {
  readonly kind: Kind;
  readonly words: readonly string[];
}

/** What the small words of a statement say. */
export interface Marks {
  /** Null where it says both, or neither. */
  readonly polarity: 'yes' | 'no' | null;
  /** Where a word stands that denies what follows. */
  readonly denials: readonly number[];
  readonly unsure: boolean;
  readonly corrects: boolean;
}

/** Longest phrase first at each place: "no hay problema" denies nothing, "creo que no" says no once. */
export function marksOf({ words }: Clause, language: Language): Marks {
  const found = findMarks(words, phrasesOf(language));
  const has = (kind: Kind): boolean => found.some((one) => one.kind === kind);
  const [saysYes, saysNo] = [has('yes'), has('no')];
  return {
    polarity: saysYes === saysNo ? null : saysYes ? 'yes' : 'no',
    // "No siempre estamos al día" denies, too.
    denials: found
      .filter(
        ({ kind, at }) =>
          kind === 'no' || (kind === 'unsure' && language.no.includes(words[at] ?? '')),
      )
      .map(({ at }) => at),
    unsure: has('unsure') || (saysYes && saysNo),
    corrects: has('correction'),
  };
}

function findMarks(
  words: readonly string[],
  phrases: ReadonlyMap<string, readonly Phrase[]>,
): readonly { readonly kind: Kind; readonly at: number }[] {
  const found: { readonly kind: Kind; readonly at: number }[] = [];
  let at = 0;
  for (const [place, word] of words.entries()) {
    if (place < at) continue;
    const here = phrases.get(word)?.find((phrase) => startsAt(words, phrase.words, place));
    if (here === undefined) continue;
    found.push({ kind: here.kind, at: place });
    at = place + here.words.length;
  }
  return found;
}

const startsAt = (words: readonly string[], phrase: readonly string[], at: number): boolean =>
  phrase.every((word, offset) => words[at + offset] === word);

/** By their first word, the longest first; built once for a language. */
const known = new WeakMap<Language, ReadonlyMap<string, readonly Phrase[]>>();

function phrasesOf(language: Language): ReadonlyMap<string, readonly Phrase[]> {
  const built = known.get(language) ?? indexPhrases(language);
  known.set(language, built);
  return built;
}

function indexPhrases(language: Language): ReadonlyMap<string, readonly Phrase[]> {
  const kinds = ['yes', 'no', 'unsure', 'empty', 'correction'] as const;
  const all = kinds.flatMap((kind) =>
    language[kind].map((phrase) => ({ kind, words: phrase.split(' ') })),
  );
  const index = new Map<string, readonly Phrase[]>();
  for (const phrase of all.sort((one, other) => other.words.length - one.words.length)) {
    const first = phrase.words[0] ?? '';
    index.set(first, [...(index.get(first) ?? []), phrase]);
  }
  return index;
}
