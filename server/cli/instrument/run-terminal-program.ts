/** Mistake that the person at the terminal can correct; shown in one line. */
export class TerminalError extends Error {}

/**
 * Run a program of the command line. A wrong option or file becomes one line on standard error; a bug keeps its stack.
 * Both end with `exitCode`.
 */
export async function runTerminalProgram(exitCode: number, main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (problem) {
    console.error(problem instanceof Error ? (terminalErrorLine(problem) ?? problem) : problem);
    process.exitCode = exitCode;
  }
}

function terminalErrorLine(problem: Error): string | undefined {
  const code = 'code' in problem && typeof problem.code === 'string' ? problem.code : '';
  const file = 'path' in problem && typeof problem.path === 'string' ? problem.path : '';
  if (code === 'ENOENT') return `${file} is not there. Check the path.`;
  if (code === 'EISDIR' || code === 'ENOTDIR') return `${file} is not what is needed here: name a file.`;
  if (code === 'EACCES' || code === 'EPERM') return `${file} may not be opened by you.`;
  if (problem instanceof TerminalError || code.startsWith('ERR_PARSE_ARGS')) return problem.message;
  return undefined;
}
