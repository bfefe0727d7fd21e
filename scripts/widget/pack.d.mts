export function readWidgetFiles(folder: string): Promise<Record<string, Uint8Array>>;
export function packZip(files: Readonly<Record<string, Uint8Array>>): Uint8Array;
