/** The values of a text with one a line, without blanks at their ends; blank lines are no values. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
