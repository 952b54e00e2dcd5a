/** `Torres, Maya` is `M. T.`: a page title names no student. */
export function studentInitials(name: string): string {
  const [last = '', first = ''] = name.split(',').map((part) => part.trim());
  return [first, last]
    .filter((part) => part !== '')
    .map((part) => `${part.charAt(0).toLocaleUpperCase()}.`)
    .join(' ');
}
