import type { Lifetime } from './lifetime.js';

/** Kommo's own dialog, as its documentation shows it. */
type Modal = new (options: {
  readonly class_name: string;
  init($body: JQuery): void;
  destroy(): void;
}) => { destroy(): unknown };

declare global {
  interface Window {
    /** RequireJS, which Kommo's page loads its own parts with. */
    readonly require: (
      names: readonly string[],
      done: (part: Modal) => void,
      failed: () => void,
    ) => unknown;
  }
}

interface Opening {
  readonly onReady: (body: HTMLElement) => void;
  readonly onFailed: () => void;
}

/** A dialog over Kommo's page. It ends with the lifetime, and the lifetime with it. */
export function openModal(lifetime: Lifetime, { onReady, onFailed }: Opening): void {
  window.require(
    ['lib/components/base/modal'],
    (Dialog) => {
      if (lifetime.ended()) return;
      const modal = new Dialog({
        class_name: 'account-leads-modal',
        init($body) {
          const body = $body.get(0);
          $body.trigger('modal:loaded');
          if (body !== undefined) onReady(body);
          $body.trigger('modal:centrify');
        },
        destroy: lifetime.end,
      });
      lifetime.onEnd(() => {
        modal.destroy();
      });
    },
    onFailed,
  );
}
