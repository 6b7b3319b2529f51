import fs from 'node:fs';
import { KeptPreferences } from '#renderer/host/host-contract.ts';
import { writeFileDurably } from '../vault/write-file-durably.ts';
import * as z from 'zod';

/** After how many minutes without a touch the open vault is locked; of the laptop, since any of its people may leave it. */
export interface IdleMinutesFile {
  readonly read: () => number;
  readonly write: (minutes: number) => void;
}

const defaultIdleMinutes = 10;
const IdleLockSettings = z.object({ idleMinutes: z.int().min(1).max(60) });

/** What cannot be read is the usual: a damaged file must not keep a vault open. */
export const openIdleMinutesFile = (file: string): IdleMinutesFile => ({
  read() {
    try {
      return IdleLockSettings.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).idleMinutes;
    } catch {
      return defaultIdleMinutes;
    }
  },
  write(idleMinutes) {
    writeFileDurably(file, JSON.stringify({ idleMinutes }));
  },
});

/** How this laptop's screen looks and speaks. Of the laptop, not of a person: it is needed before anything is unlocked. */
export interface PreferencesFile {
  /** Null when nothing was chosen yet, or what is there cannot be read: the defaults do no harm. */
  read(): KeptPreferences | null;
  write(preferences: KeptPreferences): void;
}

export const openPreferencesFile = (file: string): PreferencesFile => ({
  read() {
    try {
      return KeptPreferences.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
    } catch {
      return null;
    }
  },
  write(preferences) {
    writeFileDurably(file, JSON.stringify(preferences));
  },
});
