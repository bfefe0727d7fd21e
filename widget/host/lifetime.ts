import jquery from 'jquery';

/** Everything a place of the widget leaves in Kommo's page is taken through this, so that it can be taken back. */
export interface Lifetime {
  /** Runs `undo` when the lifetime ends, or at once if it has ended. */
  readonly onEnd: (undo: () => void) => void;
  readonly listen: (target: EventTarget, type: string, handler: (event: Event) => void) => void;
  /** Kommo's own events exist only inside its jQuery: a native listener never hears them. */
  readonly listenInHost: (type: string, handler: () => void) => void;
  /** One timer per name: setting it again replaces the earlier one. */
  readonly after: (name: string, delayMs: number, action: () => void) => void;
  readonly cancel: (name: string) => void;
  readonly end: () => void;
  readonly ended: () => boolean;
}

let lifetimes = 0;

export function createLifetime(): Lifetime {
  const undos: (() => void)[] = [];
  const timers = new Map<string, number>();
  const namespace = `.accountleads${String((lifetimes += 1))}`;
  let ended = false;

  const onEnd = (undo: () => void): void => {
    if (ended) undo();
    else undos.push(undo);
  };
  const cancel = (name: string): void => {
    window.clearTimeout(timers.get(name));
    timers.delete(name);
  };

  return {
    onEnd,
    cancel,
    listen(target, type, handler) {
      if (ended) return;
      target.addEventListener(type, handler);
      onEnd(() => {
        target.removeEventListener(type, handler);
      });
    },
    listenInHost(type, handler) {
      if (ended) return;
      jquery(document).on(type + namespace, handler);
      onEnd(() => {
        jquery(document).off(type + namespace);
      });
    },
    after(name, delayMs, action) {
      cancel(name);
      if (ended) return;
      const timer = window.setTimeout(() => {
        timers.delete(name);
        action();
      }, delayMs);
      timers.set(name, timer);
    },
    end() {
      if (ended) return;
      ended = true;
      for (const name of [...timers.keys()]) cancel(name);
      for (const undo of undos.splice(0).reverse()) undo();
    },
    ended: () => ended,
  };
}
