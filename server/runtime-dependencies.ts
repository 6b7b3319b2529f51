import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** Clock and randomness of the server, injected for tests. Only `main.ts` and tests create one. */
export interface RuntimeDependencies {
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

export const systemDependencies: RuntimeDependencies = {
  nowMs: () => Date.now(),
  randomBytes: (n) => randomBytes(n),
};

/** Create a UUID of version 7: ordered by time, so that consecutive keys are stored together. */
export const newUuid = ({ nowMs, randomBytes }: RuntimeDependencies): string =>
  v7({ msecs: nowMs(), random: randomBytes(16) });
