import type { DoctorCheck, DoctorReport } from '../../../../contract/admin.js';
import type { Language } from '../../../../contract/language.js';
import { sayIn, worded } from '../../../../wording/say.js';
import type { Sentence } from '../../../../wording/sentence.js';
import type { Check, UnwordedReport } from './doctor-check.js';

export interface PrintOptions {
  /** Colours, on a terminal only. */
  readonly colour: boolean;
  readonly width: number;
  readonly language: Language;
  /** Leaves out what is well; the summary counts it. */
  readonly onlyProblems?: boolean;
}

const marks = {
  ok: ['✓', '32'],
  warning: ['!', '33'],
  failed: ['✗', '31'],
} as const satisfies Record<DoctorCheck['state'], readonly [string, string]>;

/** The report as lines for a terminal, group by group; what to do stands under what is wrong. */
export function printDoctor(report: UnwordedReport, options: PrintOptions): string {
  const say = sayIn(options.language);
  const { checks } = worded<DoctorReport>(report, options.language);
  const shown =
    options.onlyProblems === true ? checks.filter(({ state }) => state !== 'ok') : checks;
  const groups = [...new Set(shown.map(({ group }) => group))];
  return [
    ...groups.flatMap((group) => [
      say({ code: `doctor.group_${group}` }),
      ...shown.filter((check) => check.group === group).flatMap((check) => lines(check, options)),
      '',
    ]),
    say(summaryOf(checks)),
  ].join('\n');
}

/** One check by itself. */
export const printCheck = (check: Check, options: PrintOptions): string =>
  lines(worded<Omit<DoctorCheck, 'group'>>(check, options.language), options).join('\n');

function lines(
  { name, state, found, remedy }: Omit<DoctorCheck, 'group'>,
  { colour, width }: Pick<PrintOptions, 'colour' | 'width'>,
): readonly string[] {
  const [mark, code] = marks[state];
  const shown = colour ? `\u001b[${code}m${mark}\u001b[0m` : mark;
  const [first = '', ...rest] = wrap(`${name}: ${found}`, width - 4);
  return [
    `  ${shown} ${first}`,
    ...rest.map((line) => `    ${line}`),
    ...(remedy === null ? [] : wrap(`→ ${remedy}`, width - 4).map((line) => `    ${line}`)),
  ];
}

/** Words are never cut: an address stays one piece to copy. */
function wrap(text: string, width: number): readonly string[] {
  const wrapped: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      wrapped.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...wrapped, line];
}

function summaryOf(checks: readonly DoctorCheck[]): Sentence {
  const count = (state: DoctorCheck['state']) =>
    checks.filter((check) => check.state === state).length;
  const [bad, doubtful] = [count('failed'), count('warning')];
  if (bad === 0 && doubtful === 0) {
    return { code: 'doctor.all_well', params: { count: checks.length } };
  }
  return {
    code: 'doctor.summary',
    params: { count: checks.length, good: count('ok'), doubtful, bad },
  };
}
