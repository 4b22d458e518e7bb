// That the AWS SDK will ask for a newer Node one day is for this project's developers, not for who reads the terminal.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/**
 * Runs a script and ends the process with the exit code it gives. An error is said in its message alone: it is meant
 * for the person at the terminal, to whom the stack says nothing. `STAVE_STACKS=1` prints the stack as well.
 */
export async function main(script: () => Promise<number>): Promise<void> {
  try {
    process.exit(await script());
  } catch (error) {
    const known = error instanceof Error && !process.env.STAVE_STACKS ? error.message : error;
    console.error(known);
    process.exit(1);
  }
}
