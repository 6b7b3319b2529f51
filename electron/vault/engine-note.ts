import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type Engine, engines } from '../start/database-engine.ts';
import { writeDurably } from './write-durably.ts';

/**
 * Engine under IndexedDB that kept a vault's database when it was last whole. Beside the vault and in the clear; what it
 * says decides which sentence a person reads, and nothing else.
 */
export interface EngineNote {
  /** Null where it was never noted, or what is there cannot be read. */
  read(): Engine | null;
  write(engine: Engine): void;
}

const EngineFile = z.object({ v: z.literal(1), engine: z.enum(engines) });

export function engineNote(folder: string): EngineNote {
  const file = path.join(folder, 'database-engine.json');
  const read = (): Engine | null => {
    try {
      return EngineFile.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).engine;
    } catch {
      return null;
    }
  };
  return {
    read,
    write(engine) {
      if (read() === engine) return;
      try {
        writeDurably(file, JSON.stringify({ v: 1, engine } satisfies z.infer<typeof EngineFile>));
      } catch {
        // A full disk must not stop the store; the next start notes it.
      }
    },
  };
}
