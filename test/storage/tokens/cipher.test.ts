import { describe, expect, test } from '@jest/globals';
import { createCipher } from '../../../backend/src/storage/tokens/cipher.js';

const [first, second, third] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
];

describe('sealed text', () => {
  test('opens in its place and says nothing of what it holds (R8.2)', () => {
    const cipher = createCipher([first]);
    const sealed = cipher.seal('def502-refresh', 'row/1');
    expect(sealed).not.toContain('def502');
    expect(cipher.open(sealed, 'row/1')).toEqual({ text: 'def502-refresh', isStale: false });
  });

  test('differs each time', () => {
    const cipher = createCipher([first]);
    expect(cipher.seal('same', 'row/1')).not.toBe(cipher.seal('same', 'row/1'));
  });

  test.each([
    ['moved to another place', (sealed: string) => sealed, 'row/2'],
    ['changed by one bit', (sealed: string) => flipLast(sealed), 'row/1'],
    ['cut short', (sealed: string) => sealed.slice(0, 20), 'row/1'],
    ['of another version', (sealed: string) => sealed.replace('v1', 'v2'), 'row/1'],
    ['no sealed text at all', () => 'def502', 'row/1'],
  ])('%s does not open', (_name, change, place) => {
    const cipher = createCipher([first]);
    const sealed = cipher.seal('secret', 'row/1');
    expect(() => cipher.open(change(sealed), place)).toThrow(
      expect.objectContaining({ code: 'kommo_not_connected' }),
    );
  });

  test('two keys open while one is replaced, the newest seals (R8.2)', () => {
    const sealed = createCipher([first]).seal('secret', 'row/1');
    const rotating = createCipher([second, first]);
    expect(rotating.open(sealed, 'row/1')).toEqual({ text: 'secret', isStale: true });
    const again = rotating.seal('secret', 'row/1');
    expect(createCipher([second]).open(again, 'row/1').isStale).toBe(false);
    expect(() => createCipher([third]).open(again, 'row/1')).toThrow(/ENCRYPTION_KEY/);
  });

  test('without a key nothing is kept, and the message says what to set', () => {
    const cipher = createCipher([]);
    expect(cipher.hasKey).toBe(false);
    expect(() => cipher.seal('secret', 'row/1')).toThrow(/ENCRYPTION_KEY is not set/);
  });
});

function flipLast(sealed: string): string {
  const [version, id, body = ''] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  return [version, id, bytes.toString('base64url')].join('.');
}
