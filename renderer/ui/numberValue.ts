/** The whole number that was entered; null for nothing. React Aria writes nothing as NaN. */
export function numberValue(entered: number): number | null {
  return Number.isNaN(entered) ? null : Math.trunc(entered);
}
