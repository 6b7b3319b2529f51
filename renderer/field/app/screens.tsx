import { useMemo, useState, type ReactElement } from 'react';
import type { Host } from '#renderer/host/host-contract.ts';
import type { StoreApi } from '#renderer/store/store-api.ts';
import { EnrolScreen } from '../features/enrol/enrol-screen.tsx';
import { useQueryOf } from '../use-query.ts';
import { AppFrame } from './app-frame.tsx';
import { FieldProvider } from './field-context.tsx';
import type { FlushSignal } from './flush-signal.ts';
import { OpeningView } from './opening-view.tsx';
import { Screen } from './screen.tsx';
import { createUnsaved } from './unsaved.ts';
import { useRoute } from './use-route.ts';

interface ScreensProps {
  readonly host: Host;
  readonly store: StoreApi;
  readonly onFlush: FlushSignal['onFlush'];
}

/** The screen of the route, as soon as the store has said who we are. */
export function Screens({ host, store, onFlush }: ScreensProps): ReactElement {
  const session = useQueryOf(store, 'session', null);
  const { route, navigate, remember } = useRoute();
  const [unsaved] = useState(createUnsaved);
  const known = session.kind === 'present' ? session.answer : null;
  const field = useMemo(
    () => known && { host, store, session: known, route, navigate, remember, onFlush, unsaved },
    [host, store, known, route, navigate, remember, onFlush, unsaved],
  );
  if (!field) return <OpeningView />;

  return (
    <FieldProvider field={field}>
      {field.session.enrolled ? (
        <AppFrame>
          <Screen route={route} />
        </AppFrame>
      ) : (
        <EnrolScreen />
      )}
    </FieldProvider>
  );
}
