import { createCallbacks } from './callbacks.js';
import { createCardMemory } from './card/card-memory.js';
import { fetchPartsOf } from './host/files.js';
import type { WidgetSdk } from './host/sdk.js';

const memory = createCardMemory();

/**
 * What Kommo calls with an object that already has the SDK's methods. A plain function, not a class: the SDK puts its
 * methods on the prototype.
 */
export default function AccountLeads(this: WidgetSdk): WidgetSdk {
  fetchPartsOf(this);
  this.callbacks = createCallbacks(this, memory);
  return this;
}
