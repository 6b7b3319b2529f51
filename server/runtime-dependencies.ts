import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** What the server takes from the machine: the time and chance. Only `main.ts` and tests make one. */
export interface RuntimeDependencies {
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

export const systemDependencies: RuntimeDependencies = {
  nowMs: () => Date.now(),
  randomBytes: (n) => randomBytes(n),
};

/** A new UUID of version 7: in order of time, so that keys made one after the other lie beside each other. */
export const newUuid = ({ nowMs, randomBytes }: RuntimeDependencies): string =>
  v7({ msecs: nowMs(), random: randomBytes(16) });
