/** What people read comes in these; the first is what one reads who names none. */
export const languages = ['es', 'en', 'pt'] as const;
export type Language = (typeof languages)[number];

/** The query parameter by which the widget names its reader's language. */
export const languageParameter = 'language';
