import fs from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';

/** Calls that change the disk, or make a change durable. */
const steps = ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync', 'writeFileSync'] as const;

/**
 * Run an act on a folder, and copy the folder before each call that changes it, and at the end. Each copy is the disk
 * after a crash at that moment. Throws where a file takes its name before its bytes were flushed: after a power cut it
 * could be empty.
 */
export function diskAtEachStep(folder: string, copies: string, act: () => void): readonly string[] {
  const made: string[] = [];
  const unflushed = new Set<number>();
  const fileByHandle = new Map<number, string>();
  const copy = (): void => {
    const to = path.join(copies, String(made.length), path.basename(folder));
    fs.cpSync(folder, to, { recursive: true });
    made.push(to);
  };
  const spies = steps.map((step) => {
    const real = fs[step] as (...args: readonly unknown[]) => unknown;
    return vi.spyOn(fs, step).mockImplementation(((...args: readonly unknown[]) => {
      copy();
      const [first] = args;
      if (step === 'renameSync')
        for (const handle of unflushed)
          if (fileByHandle.get(handle) === first) throw new Error(`${String(first)} was not flushed`);
      const answer = real(...args);
      if (step === 'openSync') fileByHandle.set(Number(answer), String(first));
      if (step === 'writeSync') unflushed.add(Number(first));
      if (step === 'fsyncSync') unflushed.delete(Number(first));
      return answer;
    }) as never);
  });
  try {
    act();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  copy();
  return made;
}
