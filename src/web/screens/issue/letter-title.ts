/** `first-notice` as `First notice`: what a pack calls a kind of letter. */
export function letterTitle(letter: string): string {
  const words = letter.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
