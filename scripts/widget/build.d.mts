export function buildScript(): Promise<string>;
