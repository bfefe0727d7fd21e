/** The folder of the browser that `@sparticuz/chromium` brings, unpacked where it is not yet. */
export function unpackedChromium(): Promise<string>;
