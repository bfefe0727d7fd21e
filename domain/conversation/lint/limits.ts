/** WhatsApp shows three reply buttons of 20 characters, under a text of 1,024 (Meta; Kommo splits a fourth off). */
export const mostButtons = 3;
export const longestButton = 20;
export const longestText = 1_024;
/** A placeholder's value is as long as its field allows. */
export const longestValue = 256;
