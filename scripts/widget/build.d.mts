export function buildScripts(folder?: string): Promise<Record<string, string>>;
