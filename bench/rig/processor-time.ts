import fs from 'node:fs';
import path from 'node:path';

/** Approximate size of one saved answer's frame, in bytes. */
const frameBytes = 600;
const flushRounds = 200;

/** Times of an append of one frame and its flush in this folder. */
export function measureFlushes(folder: string): readonly number[] {
  const file = path.join(folder, 'floor-of-a-flush');
  const handle = fs.openSync(file, 'a');
  const frame = Buffer.alloc(frameBytes, 1);
  const tookMs = Array.from({ length: flushRounds }, () => {
    const beganMs = performance.now();
    fs.writeSync(handle, frame);
    fs.fdatasyncSync(handle);
    return performance.now() - beganMs;
  });
  fs.closeSync(handle);
  fs.rmSync(file);
  return tookMs;
}

const userHz = 100; // USER_HZ, the same on every Linux that Node runs on

/**
 * Seconds of processor that these processes have used since they began, in user and kernel mode.
 * Null where the system does not tell (no /proc). A process that has ended counts nothing.
 */
export function readProcessorSeconds(pids: readonly number[]): number | null {
  if (!fs.existsSync('/proc/self/stat')) return null;
  return pids.reduce((sum, pid) => sum + processorSecondsOf(pid), 0);
}

function processorSecondsOf(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!fs.existsSync(file)) return 0;
  const stat = fs.readFileSync(file, 'utf8');
  // The second field is the name in brackets, which may hold any character.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / userHz;
}

/** CPU time by part of the work: the server, PostgreSQL with its processes, and the load generator. */
export interface CpuSeconds {
  readonly server: number;
  readonly postgres: number;
  readonly load: number;
}

/** CPU time so far. Unlike times by the clock it is the same on a busy machine. */
export function readCpuSeconds(serverPid: number): CpuSeconds {
  const processStats = fs
    .readdirSync('/proc')
    .flatMap((name) => (/^\d+$/.test(name) ? (readProcessStat(name) ?? []) : []));
  const mother = processStats.find(({ name, parent }) => name === 'postgres' && parent === process.pid);
  const sum = (list: readonly ProcessStat[]): number =>
    list.reduce((all, { ticks }) => all + ticks, 0) / clockTicksPerSecond;
  return {
    server: sum(processStats.filter(({ pid }) => pid === serverPid)),
    postgres: sum(
      processStats.filter(({ pid, parent }) => mother && (pid === mother.pid || parent === mother.pid)),
    ),
    load: sum(processStats.filter(({ pid }) => pid === process.pid)),
  };
}

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly ticks: number;
}

/** Clock ticks a second of Linux, on all machines that we know. */
const clockTicksPerSecond = 100;

function readProcessStat(pid: string): ProcessStat | null {
  try {
    const [, name = '', rest = ''] =
      /^\d+ \((.*)\) (.*)$/s.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const fields = rest.split(' ');
    return {
      pid: Number(pid),
      parent: Number(fields[1]),
      name,
      ticks: Number(fields[11]) + Number(fields[12]),
    };
  } catch {
    return null; // ended meanwhile
  }
}
