/** Delimiters that have a name; any other character may be typed. */
const NAMED = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

export const DELIMITER_CHOICES = ['auto', 'comma', 'semicolon', 'tab', 'pipe', 'other'] as const;
export type DelimiterChoice = (typeof DELIMITER_CHOICES)[number];

/** The choice that a delimiter is. */
export function delimiterChoice(delimiter: string): DelimiterChoice {
  if (delimiter === 'auto') return 'auto';
  const named = (['comma', 'semicolon', 'tab', 'pipe'] as const).find((name) => NAMED[name] === delimiter);
  return named ?? 'other';
}

/** The delimiter of a choice; '' for one that is yet to be typed. */
export function delimiterOf(choice: DelimiterChoice): string {
  if (choice === 'auto') return 'auto';
  return choice === 'other' ? '' : NAMED[choice];
}
