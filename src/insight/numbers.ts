/** Numbers of students, with commas between them: a long list is read much faster so than row by row. Memory: four bytes each. */
export function numbersOf(text: string): Int32Array {
  return text === '' ? new Int32Array() : Int32Array.from(text.split(','), Number);
}
