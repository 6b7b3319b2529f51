import fs from 'node:fs';

/**
 * Memory of these processes in megabytes, each shared page counted once (PSS); null where Linux does not tell.
 */
export function readPssMb(pids: readonly number[]): number | null {
  let kilobytes = 0;
  for (const pid of pids) {
    const file = `/proc/${pid}/smaps_rollup`;
    const pss = fs.existsSync(file) ? /^Pss:\s+(\d+)/m.exec(fs.readFileSync(file, 'utf8')) : null;
    if (pss === null) return null;
    kilobytes += Number(pss[1]);
  }
  return kilobytes / 1_024;
}
