import type { Logger } from '../ports.ts';

/** A logger that keeps its lines. */
export function createMemoryLogger(): Logger & { lines: string[] } {
  const lines: string[] = [];
  const write = (level: string) => (message: string, fields?: Record<string, unknown>) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  };
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}
