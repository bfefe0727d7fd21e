import type { AskedQuestion, Conversation } from './conversation.js';

/** Every question of a conversation once, in the order in which a lead may come to it. */
export function listQuestions({ first }: Pick<Conversation, 'first'>): readonly AskedQuestion[] {
  const found = new Set<AskedQuestion>();
  const visit = (node: AskedQuestion): void => {
    found.add(node);
    for (const { next } of node.replies) if (next !== undefined) visit(next);
  };
  visit(first);
  return [...found];
}
