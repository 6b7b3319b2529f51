import { createContext, use } from 'react';
import type { ColleagueDevice } from '#domain/people/known-devices.ts';
import type { HeldText } from '#renderer/store/db/checked-texts.ts';
import type { MissionSummary } from '#renderer/store/store-api.ts';
import type { AccessNotice } from '../notices/access-notice.ts';
import type { StatusFacts } from '../sync-status/status-facts.ts';

/** Facts of a mission that stay the same while a person writes in its records. */
export type FrameMission = Omit<MissionSummary, 'changedAtMs' | 'waiting'>;

/**
 * Facts of the frame around every screen; read once, above the screens, so that they stay when screens
 * change.
 */
export interface FrameFacts {
  readonly conflicts: number;
  /** Own texts that wait until somebody has looked at them. */
  readonly heldTexts: readonly HeldText[];
  /** Notices of headquarters about this person's access, not answered yet. */
  readonly accessNotices: readonly AccessNotice[];
  /** Further devices of people who had one before, until the person has read of them. */
  readonly newDevices: readonly ColleagueDevice[];
  /** Null until the store has answered. */
  readonly missions: readonly FrameMission[] | null;
  /** Switch that simulates work without a network; null outside a demonstration. */
  readonly onSimulate: ((offline: boolean) => void) | null;
  readonly onGoAnywhere: () => void;
  readonly onKeys: () => void;
  readonly onLock: () => void;
}

/**
 * Saved work, network and headquarters, for the status bar. Apart from the other facts, since it changes several times
 * with every answer. Null until the store has answered.
 */
export const FrameStatusContext = createContext<StatusFacts | null>(null);

/** Facts of the status bar, now. */
export const useFrameStatus = (): StatusFacts | null => use(FrameStatusContext);

/** Given by `app-frame.tsx`. */
export const FrameContext = createContext<FrameFacts | undefined>(undefined);

/** Facts of the frame, now. Throws outside the app. */
export function useFrameFacts(): FrameFacts {
  const facts = use(FrameContext);
  if (!facts) throw new Error('useFrameFacts needs a FrameContext above it');
  return facts;
}
