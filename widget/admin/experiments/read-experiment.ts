import type { BeginExperiment, NoteExperiment } from '../../../contract/experiment.js';
import type { Fields } from '../../view/actions.js';

const subjects = ['landing', 'conversation', 'template', 'delay'] as const;

/** What the form says, half and half; the companion says what is wrong with it. */
export function readWanted(fields: Fields): BeginExperiment {
  const { name = '', tried = '', a = '', b = '' } = fields;
  const [first = '', ...rest] = tried.split(':');
  return {
    name,
    subject: subjects.find((one) => one === first) ?? 'landing',
    target: rest.join(':'),
    versions: { a, b },
    weights: { a: 1, b: 1 },
  };
}

export function readNotes(id: string, fields: Fields): NoteExperiment {
  const both = (name: string) => ({ a: fields[`${name}_a`] ?? '', b: fields[`${name}_b`] ?? '' });
  const own = both('own');
  return {
    id,
    costs: {
      currency: fields['currency'] === 'USD' ? 'USD' : 'DOP',
      shared: readAmount(fields['shared'] ?? ''),
      own: { a: readAmount(own.a), b: readAmount(own.b) },
    },
    listed: {
      maintenance: both('maintenance'),
      flexibility: both('flexibility'),
      time: both('time'),
    },
  };
}

/** "1,500.50" as people write it; what is no amount counts as none. */
function readAmount(text: string): number {
  const amount = Number(text.replace(/[\s,]/g, ''));
  return Number.isFinite(amount) && amount > 0 ? amount : 0;
}
