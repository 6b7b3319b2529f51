/** Failure that the person at the keyboard can understand and fix: shown as its message, without a stack. */
export class BuildProblem extends Error {}

/**
 * Prints one line on standard error, so that standard output stays free for a command's own answer.
 * @param {string} topic the command that prints, such as "setup"
 * @param {string} text
 */
export function printTopicLine(topic, text) {
  process.stderr.write(`[${topic}] ${text}\n`);
}

/**
 * Runs a command's main function; a problem becomes one line and exit code 1, a bug keeps its stack.
 * @param {string} topic
 * @param {() => Promise<void>} main
 */
export async function runCommand(topic, main) {
  try {
    await main();
  } catch (error) {
    if (error instanceof BuildProblem) printTopicLine(topic, error.message);
    else console.error(error);
    process.exitCode = 1;
  }
}
