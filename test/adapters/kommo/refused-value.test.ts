import { expect, test } from '@jest/globals';
import { refusedValue } from '../../../backend/src/adapters/kommo/refused-value.js';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { inSpanish } from '../../support/in-spanish.js';

test.each([
  [
    'BUDGET_RANGE',
    'NotSupportedChoice',
    'Kommo no aceptó el campo «Presupuesto»: la opción no existe en la cuenta.',
  ],
  [
    '_embedded.contacts.0.name',
    'TooLong',
    'Kommo no aceptó el campo «Contacto · Nombre»: es demasiado largo.',
  ],
  ['TAX_ID', 'Odd', 'Kommo no aceptó el campo «RNC o cédula»: lo rechazó con «Odd».'],
  ['odd.path', 'Odd', 'Kommo no aceptó el campo «odd.path»: lo rechazó con «Odd».'],
])('%s, refused with %s, is told in words (R6.2)', (path, code, told) => {
  const { reason } = refusedValue({ code, path }, blueprint.fields);
  expect(inSpanish(reason)).toBe(told);
});
