export const placeholderHost: string;
export function hookAddress(env: Readonly<Record<string, string | undefined>>): string | null;
export function withHookAddress(manifest: Uint8Array, address: string | null): Uint8Array;
