import type { Field } from '../orm/model.js';

export const char = (string: string): Field => ({ type: 'char', string });
export const link = (string: string, relation: string): Field => ({
  type: 'many2one',
  string,
  relation,
});
export const active: Field = { type: 'boolean', string: 'Active', default: true };
