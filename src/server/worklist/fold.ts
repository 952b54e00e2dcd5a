/** Text as people search for it: without capitals and accents, runs of anything else as one blank. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether each word of what is searched for begins a word of the text. Input: both folded. */
export function isFound(text: string, searched: string): boolean {
  const padded = ` ${text}`;
  return searched.split(' ').every((word) => padded.includes(` ${word}`));
}
