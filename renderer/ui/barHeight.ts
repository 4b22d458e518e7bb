/** CSS pixels that a bar of something is high at least, so that one of a thousand is still seen. */
const LEAST = 3;

/** How high a bar is, in whole CSS pixels: in proportion to the greatest value, nothing for nothing, never too low to see. */
export function barHeight(value: number, greatest: number, height: number): number {
  if (value <= 0 || greatest <= 0) return 0;
  return Math.min(height, Math.max(LEAST, Math.round((value / greatest) * height)));
}

/** The heights of what went well and what failed, one upon the other, within the height of the chart. */
export function stackHeights(bar: { good: number; bad: number }, greatest: number, height: number) {
  const bad = barHeight(bar.bad, greatest, height);
  const good = barHeight(bar.good, greatest, height);
  const over = Math.max(0, good + bad - height);
  // What failed is the smaller part nearly always, and the one to be seen: the greater gives way.
  return good >= bad ? { good: good - over, bad } : { good, bad: bad - over };
}
