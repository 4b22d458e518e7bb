/** The day of an ISO time in UTC, as a date field has it; empty for what is no time. */
export function dayOf(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(0, 10);
}

/** Midnight UTC of a day: S3 takes no other time (S3 User Guide, "Lifecycle rules: based on a specific date"). */
export function midnightOf(day: string): string {
  return `${day}T00:00:00.000Z`;
}

/** A day to start from: a month from now. */
export function firstDay(now: Date): string {
  return midnightOf(new Date(now.getTime() + 30 * 86_400_000).toISOString().slice(0, 10));
}
