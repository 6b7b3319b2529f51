import fs from 'node:fs';
import path from 'node:path';

/** About what the frame of one saved answer takes. */
const frameBytes = 600;
const rounds = 200;

/** How long an append of one frame and its flush take in this folder; one figure for each. */
export function flushes(folder: string): readonly number[] {
  const file = path.join(folder, 'floor-of-a-flush');
  const handle = fs.openSync(file, 'a');
  const frame = Buffer.alloc(frameBytes, 1);
  const tookMs = Array.from({ length: rounds }, () => {
    const beganMs = performance.now();
    fs.writeSync(handle, frame);
    fs.fdatasyncSync(handle);
    return performance.now() - beganMs;
  });
  fs.closeSync(handle);
  fs.rmSync(file);
  return tookMs;
}
