import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draw } from '../../../widget/view/draw.js';

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement('div');
  document.body.append(root);
});

afterEach(() => {
  root.remove();
});

const part = (key: string, inner: string): string =>
  `<section data-part="${key}" tabindex="-1">${inner}</section>`;

describe('drawing', () => {
  test('always ends with what was asked for, whatever stood there before', () => {
    const node = fc.letrec<{ html: string }>((tie) => ({
      html: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('text', 'other', '<b>bold</b>', '<i title="t">i</i>', '<p class="x"></p>'),
        fc
          .tuple(fc.constantFrom('div', 'section', 'ul'), fc.array(tie('html'), { maxLength: 3 }))
          .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag}>`),
        fc
          .tuple(fc.constantFrom('a', 'b', 'c'), tie('html'))
          .map(([key, inner]) => `<div data-part="${key}">${inner}</div>`),
      ),
    })).html;
    fc.assert(
      fc.property(
        fc.array(node, { maxLength: 4 }),
        fc.array(node, { maxLength: 4 }),
        (one, other) => {
          draw(root, one.join(''));
          draw(root, other.join(''));
          const expected = document.createElement('div');
          expected.innerHTML = other.join('');
          expect(root.innerHTML).toBe(expected.innerHTML);
        },
      ),
    );
  });

  test('keeps the element that a screen reader watches and changes its text', () => {
    draw(root, part('live', '<p aria-live="polite">68</p>'));
    const live = root.querySelector('p');
    draw(root, part('live', '<p aria-live="polite">84</p>') + part('more', 'x'));
    expect(root.querySelector('p')).toBe(live);
    expect(live?.textContent).toBe('84');
  });

  test('keeps focus on a control that stays', () => {
    draw(root, part('a', '<button data-action="x">one</button>'));
    const button = root.querySelector('button');
    button?.focus();
    draw(root, part('stale', 'old') + part('a', '<button data-action="x">two</button>'));
    expect(document.activeElement).toBe(button);
    expect(button?.textContent).toBe('two');
  });

  test('hands focus to what replaced the control, in the same section', () => {
    draw(root, part('a', '<button data-action="x">one</button>') + part('b', '<button>b</button>'));
    root.querySelector<HTMLElement>('button')?.focus();
    draw(
      root,
      part('a', '<button data-action="yes">yes</button>') + part('b', '<button>b</button>'),
    );
    expect(document.activeElement?.getAttribute('data-action')).toBe('yes');
    draw(root, part('a', 'sent') + part('b', '<button>b</button>'));
    expect(document.activeElement?.getAttribute('data-part')).toBe('a');
  });

  test('does not take focus that is elsewhere in the page', () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    draw(root, part('a', '<button>one</button>'));
    expect(document.activeElement).toBe(field);
    field.remove();
  });
});
