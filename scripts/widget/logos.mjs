/** Pixel sizes of the logos, word for word from Kommo's pages on images. */
export const logoSizes = {
  'logo.png': { width: 130, height: 100 },
  'logo_main.png': { width: 400, height: 272 },
  'logo_small.png': { width: 108, height: 108 },
  'logo_medium.png': { width: 240, height: 84 },
  'logo_min.png': { width: 84, height: 84 },
  'logo_dp.png': { width: 174, height: 109 },
};
