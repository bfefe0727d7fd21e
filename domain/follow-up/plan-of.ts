import { stageTouches, touches } from '../blueprint/follow-up.js';

/** A silent lead's follow-up (R5.2), a stage's reminders, or the welcome of a new customer (R3.1). */
export type TouchPlan = 'silence' | 'reminder' | 'onboarding';

export function planOf(touchKey: string): TouchPlan {
  if (touches.some(({ key }) => key === touchKey)) return 'silence';
  return stageTouches.won.some(({ key }) => key === touchKey) ? 'onboarding' : 'reminder';
}
