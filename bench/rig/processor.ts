import fs from 'node:fs';

const ticksPerSecond = 100; // USER_HZ, the same on every Linux that Node runs on

/**
 * Seconds of processor that these processes have used since they began, in user and kernel mode; null where the system
 * does not tell (no /proc). A process that has ended counts nothing.
 */
export function processorSeconds(pids: readonly number[]): number | null {
  if (!fs.existsSync('/proc/self/stat')) return null;
  return pids.reduce((sum, pid) => sum + secondsOf(pid), 0);
}

function secondsOf(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!fs.existsSync(file)) return 0;
  const stat = fs.readFileSync(file, 'utf8');
  // The second field is the name in brackets, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
