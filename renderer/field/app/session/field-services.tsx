import { createContext, use, type ReactElement, type ReactNode } from 'react';
import type { Host } from '#renderer/host/host-contract.ts';
import type { StoreSession, StoreApi } from '#renderer/store/store-api.ts';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import type { UnsavedInputTracker } from './unsaved-input-tracker.ts';

/** What every screen of the field app stands on. */
export interface FieldServices {
  readonly store: StoreApi;
  readonly host: Host;
  readonly session: StoreSession;
  readonly route: FieldRoute;
  /** Goes to a screen; what is typed there and not saved yet is saved on the way out (`useDraft`). */
  readonly navigate: (route: FieldRoute) => void;
  /** Notes in the address where a person is within this screen, without going anywhere: a reload comes back to it. */
  readonly remember: (route: FieldRoute) => void;
  /** Calls back when the window hides or closes: save now; a closing window waits for the promise. Returns the way to stop. */
  readonly onFlush: (flush: () => Promise<void>) => () => void;
  /** Fields say what they gather before it is written (`useDraft`), so that the status bar knows. */
  readonly unsaved: UnsavedInputTracker;
}

const FieldServicesContext = createContext<FieldServices | undefined>(undefined);

interface FieldServicesProviderProps {
  readonly field: FieldServices;
  readonly children: ReactNode;
}

/** Gives store, host and route to the screens; once, in `app/`. Tests give fakes. */
export function FieldServicesProvider({ field, children }: FieldServicesProviderProps): ReactElement {
  return <FieldServicesContext value={field}>{children}</FieldServicesContext>;
}

/** What this screen stands on. Throws without a `FieldServicesProvider`. */
export function useFieldServices(): FieldServices {
  const field = use(FieldServicesContext);
  if (!field) throw new Error('useFieldServices needs a FieldServicesProvider above it');
  return field;
}
