import fs from 'node:fs';

/** Of which part of the machine's work: the server, PostgreSQL with its processes, and who makes the load. */
export interface CpuSeconds {
  readonly server: number;
  readonly postgres: number;
  readonly load: number;
}

/** CPU time so far. Unlike times by the clock it says the same on a machine that others work on, too. */
export function readCpuSeconds(serverPid: number): CpuSeconds {
  const processes = fs
    .readdirSync('/proc')
    .flatMap((name) => (/^\d+$/.test(name) ? (statOf(name) ?? []) : []));
  const mother = processes.find(({ name, parent }) => name === 'postgres' && parent === process.pid);
  const sum = (list: readonly Stat[]): number =>
    list.reduce((all, { ticks }) => all + ticks, 0) / ticksPerSecond;
  return {
    server: sum(processes.filter(({ pid }) => pid === serverPid)),
    postgres: sum(
      processes.filter(({ pid, parent }) => mother && (pid === mother.pid || parent === mother.pid)),
    ),
    load: sum(processes.filter(({ pid }) => pid === process.pid)),
  };
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly ticks: number;
}

/** What Linux counts times in, on all machines that we know. */
const ticksPerSecond = 100;

function statOf(pid: string): Stat | null {
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
