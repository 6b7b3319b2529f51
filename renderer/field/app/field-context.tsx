import { createContext, use, type ReactElement, type ReactNode } from 'react';
import type { Host } from '#renderer/host/host-contract.ts';
import type { Session, StoreApi } from '#renderer/store/store-api.ts';
import type { Route } from './route.ts';
import type { Unsaved } from './unsaved.ts';

/** What every screen of the field app stands on. */
export interface Field {
  readonly store: StoreApi;
  readonly host: Host;
  readonly session: Session;
  readonly route: Route;
  /** Goes to a screen; what is typed there and not saved yet is saved on the way out (`useDraft`). */
  readonly navigate: (route: Route) => void;
  /** Notes in the address where a person is within this screen, without going anywhere: a reload comes back to it. */
  readonly remember: (route: Route) => void;
  /** Calls back when the window hides or closes: save now; a closing window waits for the promise. Returns the way to stop. */
  readonly onFlush: (flush: () => Promise<void>) => () => void;
  /** Fields say what they gather before it is written (`useDraft`), so that the status bar knows. */
  readonly unsaved: Unsaved;
}

const FieldContext = createContext<Field | undefined>(undefined);

interface FieldProviderProps {
  readonly field: Field;
  readonly children: ReactNode;
}

/** Gives store, host and route to the screens; once, in `app/`. Tests give fakes. */
export function FieldProvider({ field, children }: FieldProviderProps): ReactElement {
  return <FieldContext value={field}>{children}</FieldContext>;
}

/** What this screen stands on. Throws without a `FieldProvider`. */
export function useField(): Field {
  const field = use(FieldContext);
  if (!field) throw new Error('useField needs a FieldProvider above it');
  return field;
}
