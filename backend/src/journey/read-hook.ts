import { z } from 'zod';
import { done, failed } from './step.js';
import type { Step } from './step.js';

const input = z.object({ id: z.uuid() });

/** What the receiver keeps of a hook: which leads to look at again. */
export const hookBody = z.object({ leadIds: z.array(z.int().positive()).readonly() });

/** Spreads a stored hook over the leads it names. */
export const readHook: Step<z.infer<typeof input>> = {
  name: 'read-hook',
  story: 'A stored hook is spread over the leads it names.',
  input,
  batch: 50,
  concurrency: 1,
  backoffSeconds: [1, 5, 30, 120, 600],
  async run({ store }, inputs) {
    const hooks = await store.hooks.findByIds(inputs.map(({ id }) => id));
    const hookById = new Map(hooks.map((hook) => [hook.id, hook]));

    return inputs.map(({ id }) => {
      const parsed = hookBody.safeParse(hookById.get(id)?.body);
      if (!parsed.success) return failed(parsed.error);
      return done(
        ...parsed.data.leadIds.map((kommoLeadId) => ({
          step: 'look-again',
          key: `${kommoLeadId}:${id}`,
          data: { kommoLeadId, requestId: id },
        })),
      );
    });
  },
};
