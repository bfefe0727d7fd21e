/** Bidi controls, zero-width marks and soft hyphens: invisible, and able to make one text look like another. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
/** Control characters, and halves of surrogate pairs, which PostgreSQL refuses in JSON. */
const unstorable = /[\p{Cc}\p{Cs}]/gu;

/** Latin text with single spaces, which is nearly every text: there is nothing to clean in it. */
const plain = /^[!-~\u00a1-\u00ac\u00ae-\u00ff]+(?: [!-~\u00a1-\u00ac\u00ae-\u00ff]+)*$/u;

/** One line of text as people read it: no control or invisible characters, single spaces, composed accents. */
export const cleanLine = (text: string): string => (plain.test(text) ? text : cleaned(text));

const cleaned = (text: string): string =>
  text
    .replace(invisible, '')
    .replace(unstorable, ' ')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();

/** The same for text of several lines; line breaks stay, at most one empty line in a row. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?/gu, '\n')
    .split('\n')
    .map(cleanLine)
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();

/** For comparing what people typed: without case, accents, kinds of dash, or spaces around dashes and signs; an underscore is a space. */
export const fold = (text: string): string =>
  simple.test(text) ? text.toLowerCase() : folded(text);

/** Words and ranges without accents ("Este mes", "21-50"): only their case can differ. */
const simple = /^[a-z0-9]+(?:[ -][a-z0-9]+)*$/iu;

/** Spaces are made single before any pattern has one beside something else: that is what keeps the time linear. */
const folded = (text: string): string =>
  withoutEndMarks(
    cleanLine(text)
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[\u2010-\u2015\u2212]/gu, '-')
      .replace(/[\s_]+/gu, ' ')
      .replace(/ ?([-+<>]) ?/gu, '$1')
      .trim(),
  );

function withoutEndMarks(text: string): string {
  let end = text.length;
  while (text[end - 1] === '.' || text[end - 1] === '!') end -= 1;
  return text.slice(0, end);
}

/** What stands in one field for several things: "809-555-0142 / 829-555-0143", "a@x.example, b@x.example". */
export const splitList = (text: string): readonly string[] =>
  text
    .split(/[/;|,\n]|\s(?:y|o|e|u|and|or)\s/iu)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, mostParts);

const mostParts = 5;
