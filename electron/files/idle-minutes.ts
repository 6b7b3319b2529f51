import fs from 'node:fs';
import * as z from 'zod';
import { writeDurably } from '../vault/write-durably.ts';

/** After how many minutes without a touch the open vault is locked; of the laptop, since any of its people may leave it. */
export interface IdleMinutes {
  readonly read: () => number;
  readonly write: (minutes: number) => void;
}

const usualMinutes = 10;
const LockFile = z.object({ idleMinutes: z.int().min(1).max(60) });

/** What cannot be read is the usual: a damaged file must not keep a vault open. */
export const openIdleMinutes = (file: string): IdleMinutes => ({
  read() {
    try {
      return LockFile.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).idleMinutes;
    } catch {
      return usualMinutes;
    }
  },
  write(idleMinutes) {
    writeDurably(file, JSON.stringify({ idleMinutes }));
  },
});
