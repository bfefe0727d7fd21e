export function buildScript(folder?: string): Promise<string>;
