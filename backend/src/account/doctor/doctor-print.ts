import type { DoctorCheck, DoctorReport } from '../../../../contract/admin.js';

interface PrintOptions {
  /** Colours, on a terminal only. */
  readonly colour: boolean;
  readonly width: number;
}

const groupTitles = {
  configuration: 'Configuración',
  database: 'Base de datos',
  clock: 'Hora',
  kommo: 'Kommo',
  hooks: 'Webhooks',
  odoo: 'Odoo',
} as const satisfies Record<DoctorCheck['group'], string>;

const marks = {
  ok: ['✓', '32'],
  warning: ['!', '33'],
  failed: ['✗', '31'],
} as const satisfies Record<DoctorCheck['state'], readonly [string, string]>;

/** The report as lines for a terminal, group by group; what to do stands under what is wrong. */
export function printDoctor({ checks }: DoctorReport, options: PrintOptions): string {
  const groups = [...new Set(checks.map(({ group }) => group))];
  return [
    ...groups.flatMap((group) => [
      groupTitles[group],
      ...checks.filter((check) => check.group === group).flatMap((check) => lines(check, options)),
      '',
    ]),
    summary(checks),
  ].join('\n');
}

function lines(
  { name, state, found, remedy }: DoctorCheck,
  { colour, width }: PrintOptions,
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

function summary(checks: readonly DoctorCheck[]): string {
  const count = (state: DoctorCheck['state']) =>
    checks.filter((check) => check.state === state).length;
  const [bad, doubtful] = [count('failed'), count('warning')];
  if (bad === 0 && doubtful === 0) return `Todo bien: ${checks.length} comprobaciones.`;
  const all = checks.length === 1 ? '1 comprobación' : `${checks.length} comprobaciones`;
  return `${all}: ${count('ok')} bien, ${doubtful} con aviso, ${bad} con fallo.`;
}
