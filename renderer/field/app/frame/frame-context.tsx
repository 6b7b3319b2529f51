import { createContext, use, useLayoutEffect, useRef } from 'react';
import type { ColleagueDevice } from '#domain/people/known-devices.ts';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import type { HeldText } from '#renderer/store/api/status-api.ts';
import type { MissionSummary } from '#renderer/store/api/store-api.ts';
import { focusHeading } from '#renderer/ui';
import type { AccessNotice } from '#sync/protocol/access-notices.ts';

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

/** Given by `app-frame.tsx`. */
export const FrameContext = createContext<FrameFacts | undefined>(undefined);

/** Facts of the frame, now. Throws outside the app. */
export function useFrameFacts(): FrameFacts {
  const frameFacts = use(FrameContext);
  if (!frameFacts) throw new Error('useFrameFacts needs a FrameContext above it');
  return frameFacts;
}

/** Identity of a route's screen; going from one question to the next is no navigation. */
export const screenIdentityOf = (fieldRoute: FieldRoute): string =>
  [
    fieldRoute.screen,
    'log' in fieldRoute && fieldRoute.log,
    'doc' in fieldRoute && fieldRoute.doc,
    fieldRoute.screen === 'assessment' && fieldRoute.tab,
    'item' in fieldRoute && fieldRoute.item,
  ].join(' ');

/** After going to another screen, keys and screen readers begin at its heading; not when the app opens. */
export function useHeadingFocus(screen: string): void {
  const before = useRef(screen);
  useLayoutEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    focusHeading(document);
  }, [screen]);
}
