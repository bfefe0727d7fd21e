import type { Services } from '../../backend/src/services.js';

/** A process that ends in the middle of its work, without a word: nothing it would still do is done. */
export interface Mortal {
  readonly services: Services;
  /** Resolves when it has died, and what it had sent has arrived: that takes no part of driven time. */
  readonly death: Promise<void>;
}

interface Death {
  /** At its so-many-th call, at its first run of a bot, at its first call of this name, or not at all. */
  readonly at: number | 'run' | 'never' | { readonly call: string };
  /** Whether that call still takes effect. */
  readonly afterEffect: boolean;
}

const never = (): Promise<never> => new Promise(() => undefined);
type Method = (...given: unknown[]) => unknown;

/** Services whose calls to Kommo and to the database end for ever at the moment of death. */
export function createMortal(services: Services, { at, afterEffect }: Death): Mortal {
  let calls = 0;
  const dies = at === 'run' ? 'runBot' : typeof at === 'object' ? at.call : null;
  const life: { isOver: boolean } = { isOver: false };
  const isOver = (): boolean => life.isOver;
  const underWay = new Set<Promise<unknown>>();
  let die: () => void = () => undefined;
  const end = new Promise<void>((resolve) => {
    die = () => {
      life.isOver = true;
      resolve();
    };
  });
  const death = end.then(async () => {
    await Promise.allSettled(underWay);
  });
  const watched = async (call: unknown): Promise<unknown> => {
    const running = Promise.resolve(call);
    underWay.add(running);
    return running.finally(() => underWay.delete(running));
  };

  const guard =
    (method: Method, self: object, name: string): Method =>
    async (...given) => {
      if (isOver()) return never();
      calls += 1;
      if (calls !== at && name !== dies) {
        const answer = await watched(method.apply(self, given));
        return isOver() ? never() : answer;
      }
      // Of a batch that dies at its first run every run comes here.
      if (afterEffect) await watched(method.apply(self, given)).catch(() => undefined);
      die();
      return never();
    };

  const guarded = <T extends object>(whole: T): T =>
    new Proxy(whole, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? guard(value as Method, target, String(key)) : value;
      },
    });

  const untilDeath = async <T>(hold: (dead: Promise<never>) => Promise<T>): Promise<T> => {
    const dead = end.then(() => Promise.reject(new Error('died')));
    dead.catch(() => undefined);
    return hold(dead).catch((error: unknown) => {
      if (isOver()) return never();
      throw error;
    });
  };
  /** A lock ends with the connection of who held it. */
  const shared: Services['store']['shared'] = {
    ...services.store.shared,
    withLock: (name, work) =>
      untilDeath((dead) =>
        services.store.shared.withLock(name, () => Promise.race([work(), dead])),
      ),
    tryLocks: (names, work) =>
      untilDeath((dead) =>
        services.store.shared.tryLocks(names, (held) => Promise.race([work(held), dead])),
      ),
  };
  const tables = Object.entries(services.store).map(([name, table]): [string, unknown] => [
    name,
    typeof table === 'object' ? guarded(table) : table,
  ]);
  const store = { ...(Object.fromEntries(tables) as unknown as Services['store']), shared };
  return { services: { ...services, store, kommo: guarded(services.kommo) }, death };
}
