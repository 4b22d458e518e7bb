import { parseArgs } from 'node:util';
import { TOOL_NAMES, type ToolName } from './task.ts';

export type BenchOptions = {
  isQuick: boolean;
  rounds: number;
  /** Part of the names of the cases to run; '' for all. */
  only: string;
  tools: ToolName[];
};

const isToolName = (name: string): name is ToolName => TOOL_NAMES.some((known) => known === name);

/** What the command line asks for. Throws on what it does not know. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      tools: { type: 'string', default: TOOL_NAMES.join(',') },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds is a number from 1, not "${values.rounds}".`);
  const names = values.tools.split(',');
  const unknown = names.find((name) => !isToolName(name));
  if (unknown !== undefined) throw new Error(`--tools knows ${TOOL_NAMES.join(', ')}, and not "${unknown}".`);
  return { isQuick: values.quick, rounds, only: values.only, tools: names.filter(isToolName) };
}
