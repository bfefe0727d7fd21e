export const logoSizes: Readonly<
  Record<string, { readonly width: number; readonly height: number }>
>;
