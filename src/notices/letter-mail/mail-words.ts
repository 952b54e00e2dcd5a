/** What a mail with a letter says outside the letter: nothing about whom. */

/** Input: a language tag. A language that we have no words in gets English ones; the letter itself is in its language. */
export function subjectOf(language: string, school: string): string {
  const from = school.replaceAll(/\s+/g, ' ').trim();
  if (language.toLowerCase().split('-')[0] === 'es')
    return from === '' ? 'Una carta de la escuela' : `Una carta de ${from}`;
  return from === '' ? 'A letter from the school' : `A letter from ${from}`;
}

/** The name of the PDF: the number of the notice, which names nobody. */
export function fileNameOf(reference: string): string {
  return `${reference}.pdf`;
}
