import fs from 'node:fs';
import { KeptPreferences } from '#renderer/host/host-contract.ts';
import { writeDurably } from '../vault/write-durably.ts';

/** How this laptop's screen looks and speaks. Of the laptop, not of a person: it is needed before anything is unlocked. */
export interface PreferencesFile {
  /** Null when nothing was chosen yet, or what is there cannot be read: the defaults do no harm. */
  read(): KeptPreferences | null;
  write(preferences: KeptPreferences): void;
}

export const openPreferences = (file: string): PreferencesFile => ({
  read() {
    try {
      return KeptPreferences.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
    } catch {
      return null;
    }
  },
  write(preferences) {
    writeDurably(file, JSON.stringify(preferences));
  },
});
