/** Words that the first page of a visit says; they come in one file for each language (`beginning-en.ts`), before any other. */
export const OF_BEGINNINGS: readonly string[] = ['shell', 'parts', 'exact', 'home', 'sign-in'];
