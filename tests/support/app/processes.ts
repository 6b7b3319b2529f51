import fs from 'node:fs';

/** Tell whether this process still runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

/** Without a waiting parent, an ended process keeps its number. */
const isZombie = (pid: number): boolean =>
  fs.existsSync(`/proc/${pid}/stat`) && /\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
