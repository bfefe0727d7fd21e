import type { ConnectionState } from '../../contract/admin.js';
import { anyText, nullable, shape, word } from './shape.js';

const text = nullable(anyText);

export const isConnection = shape<ConnectionState>({
  state: word(),
  since: anyText,
  kind: word(),
  account: anyText,
  expiresAt: text,
  remedy: text,
  connectUrl: text,
});
