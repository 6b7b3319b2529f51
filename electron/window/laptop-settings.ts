import fs from 'node:fs';
import * as z from 'zod';
import { defaultIdleMinutes, KeptPreferences } from '#renderer/host/host-contract.ts';
import { writeFileDurably } from '../vault/write-file-durably.ts';

/** Idle minutes before the open vault is locked. A setting of the laptop, since any of its people may leave it. */
export interface IdleMinutesFile {
  readonly read: () => number;
  readonly write: (minutes: number) => void;
}

const IdleLockSettings = z.object({ idleMinutes: z.int().min(1).max(60) });

/** An unreadable file gives the default: a damaged file must not keep a vault open. */
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

/** Appearance and language of this laptop. Not a person's setting: it is needed before anything is unlocked. */
export interface PreferencesFile {
  /** Null when nothing was chosen yet, or the file is unreadable: the defaults do no harm. */
  read(): KeptPreferences | null;
  write(keptPreferences: KeptPreferences): void;
}

/** Open the file with the preferences of this laptop. A write is on the disk when it returns. */
export const openPreferencesFile = (file: string): PreferencesFile => ({
  read() {
    try {
      return KeptPreferences.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
    } catch {
      return null;
    }
  },
  write(keptPreferences) {
    writeFileDurably(file, JSON.stringify(keptPreferences));
  },
});
