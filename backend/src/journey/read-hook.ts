import { z } from 'zod';
import { done, failed } from './step.js';
import type { Step } from './step.js';

const input = z.object({ id: z.uuid() });

/** What the receiver keeps of a hook: which leads to look at again. */
const hookBody = z.object({
  leads: z.array(z.object({ id: z.int().positive(), action: z.string() })).readonly(),
});

/** Our own creations echo back as "add"; by then their ids are on record and the echo is let go. */
const addedRestMs = 10_000;

/** Spreads a stored hook over the leads it names. */
export const readHook: Step<z.infer<typeof input>> = {
  name: 'read-hook',
  story: 'A stored hook is spread over the leads it names.',
  input,
  batch: 50,
  concurrency: 1,
  backoffSeconds: [1, 5, 30, 120, 600],
  async run({ store, clock }, inputs) {
    const hooks = await store.hooks.findByIds(inputs.map(({ id }) => id));
    const hookById = new Map(hooks.map((hook) => [hook.id, hook]));

    return inputs.map(({ id }) => {
      const parsed = hookBody.safeParse(hookById.get(id)?.body);
      if (!parsed.success) return failed(parsed.error);
      const rested = new Date(clock().getTime() + addedRestMs);
      return done(
        ...parsed.data.leads.map(({ id: kommoLeadId, action }) => ({
          step: 'look-again',
          key: `${kommoLeadId}:${action}:${id}`,
          data: { kommoLeadId, action, requestId: id },
          ...(action === 'add' ? { startAfter: rested } : {}),
        })),
      );
    });
  },
};
