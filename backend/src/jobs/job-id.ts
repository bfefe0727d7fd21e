import { createHash } from 'node:crypto';

/** The same step and key make the same UUID (version 5's shape), so a repeated request meets its own row. */
export function jobId(step: string, key: string): string {
  const bytes = createHash('sha1').update(step).update('\0').update(key).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
