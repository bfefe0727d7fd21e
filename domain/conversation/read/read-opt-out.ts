import { foldWords } from './clauses.js';
import type { OptOutWords } from './language.js';

/**
 * Whether the lead wants no more messages, in any spelling: "B.A.J.A", "hola, baja por favor", "no me escrivan mas". Where the
 * same message is about staff, the hour or another channel it does not count; a person reads it anyway.
 */
export function readOptOut(text: string, language: OptOutWords): boolean {
  const known = rulesOf(language);
  const clauses = statementsOf(text, known);
  const words = clauses.flatMap((clause) => clause.words);
  const letters = words.every((word) => word.length === 1) ? words.join('') : null;
  if (letters !== null && known.alone.has(letters)) return true;
  if (isAlone(words, known, known.alone)) return true;
  return clauses.some((clause) => saysIt(clause, words, known));
}

interface Statement {
  readonly words: readonly string[];
  /** Stands between full stops, exclamations or line ends, as a sentence of its own. */
  readonly isSentence: boolean;
}

type Phrase = readonly string[];

/** The language's words in the form that `soundOf` gives a lead's. */
interface Rules {
  readonly fillers: ReadonlySet<string>;
  readonly lasting: ReadonlySet<string>;
  readonly forever: ReadonlySet<string>;
  readonly alone: ReadonlySet<string>;
  readonly sentence: ReadonlySet<string>;
  readonly phrases: readonly Phrase[];
  readonly limits: readonly Phrase[];
  readonly welcomes: readonly Phrase[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

const known = new WeakMap<OptOutWords, Rules>();

function rulesOf(language: OptOutWords): Rules {
  const built = known.get(language) ?? buildRules(language);
  known.set(language, built);
  return built;
}

const buildRules = (language: OptOutWords): Rules => ({
  fillers: setOf(language.fillers),
  lasting: setOf(language.lasting),
  forever: setOf(language.forever),
  alone: setOf(language.alone),
  sentence: setOf(language.sentence),
  phrases: language.phrases.map(toPhrase),
  limits: language.limits.map(toPhrase),
  welcomes: language.welcomes.map(toPhrase),
  groups: Object.fromEntries(
    Object.entries(language.groups).map(([name, words]) => [`@${name}`, words.flatMap(toPhrase)]),
  ),
});

const setOf = (phrases: readonly string[]): ReadonlySet<string> =>
  new Set(phrases.map((phrase) => toPhrase(phrase).join(' ')));

const toPhrase = (phrase: string): Phrase =>
  phrase.split(' ').map((word) => (word.startsWith('@') ? word : soundOf(word)));

/** "Por favor", "hola" and articles say nothing; "más" says that it is for good, which is asked for apart. */
function saysIt({ words, isSentence }: Statement, whole: readonly string[], rules: Rules): boolean {
  if (isSentence && isAlone(words, rules, rules.sentence)) return true;
  const told = words.filter((word) => !rules.fillers.has(word));
  if (!rules.phrases.some((phrase) => stands(told, phrase, rules))) return false;
  if (words.some((word) => rules.forever.has(word))) return true;
  const lasts = words.some((word) => rules.lasting.has(word));
  const near = lasts ? words : whole;
  const isLimited = rules.limits.some((phrase) => stands(near, phrase, rules));
  return !isLimited && !rules.welcomes.some((phrase) => stands(whole, phrase, rules));
}

/** "Hola, baja por favor", "STOP STOP". */
function isAlone(
  words: readonly string[],
  { fillers }: Rules,
  alone: ReadonlySet<string>,
): boolean {
  const told = words.filter((word) => !fillers.has(word));
  if (told.length === 0) return alone.has(words.join(' '));
  return (
    alone.has(told.join(' ')) || alone.has(words.join(' ')) || told.every((one) => alone.has(one))
  );
}

function stands(words: readonly string[], phrase: Phrase, { groups }: Rules): boolean {
  const fits = (wanted: string, word: string | undefined): boolean => {
    if (wanted === '$') return word === undefined;
    if (word === undefined) return false;
    if (wanted.endsWith('*')) return word.startsWith(wanted.slice(0, -1));
    return groups[wanted]?.some((one) => fits(one, word)) ?? wanted === word;
  };
  return [0, ...words.keys()].some((start) =>
    phrase.every((wanted, offset) => fits(wanted, words[start + offset])),
  );
}

function statementsOf(text: string, { alone }: Rules): readonly Statement[] {
  const folded = foldWords(text);
  // "B.A.J.A" and "S T O P" are one word.
  const letters = folded.replace(/[^a-z]+/gu, '');
  if (alone.has(soundOf(letters))) return [{ words: [soundOf(letters)], isSentence: true }];
  return folded.split(/[.!?¡¿\n]+/u).flatMap((sentence) => {
    const parts = sentence.split(/[,;:()]+/u).map(spell);
    const said = parts.filter((words) => words.length > 0);
    return said.map((words) => ({ words, isSentence: said.length === 1 }));
  });
}

/** Words without doubled letters, and with the letters that people mix up made one: "escrivan", "mensages". */
const spell = (text: string): readonly string[] =>
  text
    .split(/[^a-z]+/u)
    .filter((word) => word !== '')
    .map(soundOf);

const soundOf = (word: string): string =>
  word
    .replace(/([a-z])\1+/gu, '$1')
    .replace(/v/gu, 'b')
    .replace(/^h/u, '')
    .replace(/z|c(?=[ei])/gu, 's')
    .replace(/g(?=[ei])/gu, 'j')
    .replace(/^x$|^q$/u, 'que')
    .replace(/^m$/u, 'me')
    .replace(/^d$/u, 'de')
    .replace(/qu?(?=[ei])|k/gu, 'k');
