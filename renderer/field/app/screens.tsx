import { type ReactElement, useCallback, useEffect, useMemo, useState } from 'react';
import type { Host } from '#renderer/host/host-contract.ts';
import type { StoreApi } from '#renderer/store/api/store-api.ts';
import { AssessmentScreen } from '../features/assessment/assessment-screen.tsx';
import { ColleaguesScreen } from '../features/colleagues/colleagues-screen.tsx';
import { ConflictsScreen } from '../features/conflicts/conflicts-screen.tsx';
import { DeliveryStatusScreen } from '../features/delivery-status/delivery-status-screen.tsx';
import { DepartureCheckScreen } from '../features/departure-check/departure-check-screen.tsx';
import { EnrolScreen } from '../features/enrol/enrol-screen.tsx';
import { MissionScreen } from '../features/mission/mission-screen.tsx';
import { PlanItemScreen } from '../features/mission/plan/plan-item-screen.tsx';
import { RequestScreen } from '../features/mission/requests/request-screen.tsx';
import { MyMissionsScreen } from '../features/missions/my-missions-screen.tsx';
import { TodayScreen } from '../features/missions/today-screen.tsx';
import { NoteScreen } from '../features/notes/note-screen.tsx';
import { NotesTab } from '../features/notes/notes-tab.tsx';
import { LocalReportsScreen } from '../features/reports/local-reports-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { KioskScreen } from '../features/workshop/learning/kiosk/kiosk-screen.tsx';
import { WorkshopScreen } from '../features/workshop/workshop-screen.tsx';
import { type FieldRoute, fieldAddressOf, parseFieldAddress } from '../parts/field-route.ts';
import { openTextDrafts, type TextDrafts } from './drafts/text-drafts.ts';
import { AppFrame } from './frame/app-frame.tsx';
import { FieldServicesProvider, type KioskTask, useQueryOfStore } from './session/field-services.tsx';
import type { FlushSignal } from './session/flush-signal.ts';
import { Landing, leftRouteOf } from './session/landing.tsx';
import type { UnsavedInputTracker } from './session/unsaved-input-tracker.ts';
import { OpeningView } from './whole-window-view.tsx';

interface FieldRouting {
  readonly route: FieldRoute;
  readonly navigate: (fieldRoute: FieldRoute) => void;
  readonly remember: (fieldRoute: FieldRoute) => void;
  readonly land: (fieldRoute: FieldRoute) => void;
}

/** Current route, and navigation. Follows the address, so that Back works. */
function useFieldRoute(storeApi: StoreApi): FieldRouting {
  const [fieldRoute, setRoute] = useState(() => parseFieldAddress(location.hash));

  useEffect(() => {
    const follow = (): void => {
      // The skip link leads to an element of this page, not to a screen.
      if (location.hash === '' || location.hash.startsWith('#/')) setRoute(parseFieldAddress(location.hash));
      else history.replaceState(null, '', fieldAddressOf(fieldRoute));
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [fieldRoute]);

  const navigate = useCallback((nextFieldRoute: FieldRoute) => {
    const address = fieldAddressOf(nextFieldRoute);
    // Opened again from the rail: the screen begins without its filters.
    if (address === location.hash) setRoute(nextFieldRoute);
    else location.hash = address;
  }, []);
  const remember = useCallback(
    (nextRoute: FieldRoute) => {
      history.replaceState(null, '', fieldAddressOf(nextRoute));
      storeApi.rememberRoute(leftRouteOf(nextRoute, Date.now())).catch(reportError);
    },
    [storeApi],
  );
  const land = useCallback((nextRoute: FieldRoute) => {
    history.replaceState(null, '', fieldAddressOf(nextRoute));
    setRoute(nextRoute);
  }, []);
  return { route: fieldRoute, navigate, remember, land };
}

/** The screen of a route. */
function FieldRouteScreen({ route }: { readonly route: FieldRoute }): ReactElement {
  switch (route.screen) {
    case 'today':
      return <TodayScreen />;
    case 'missions':
      return <MyMissionsScreen />;
    case 'mission':
      return (
        <MissionScreen key={route.log} log={route.log} tab={route.tab} notes={<NotesTab log={route.log} />} />
      );
    case 'note':
      return <NoteScreen key={route.note} log={route.log} note={route.note} about={route.about} />;
    case 'reports':
      return <LocalReportsScreen key={route.log} log={route.log} />;
    case 'planItem':
      return <PlanItemScreen key={route.item} log={route.log} item={route.item} />;
    case 'request':
      return <RequestScreen key={route.doc} log={route.log} doc={route.doc} />;
    case 'conflicts':
      return <ConflictsScreen />;
    case 'whereabouts':
      return <DeliveryStatusScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'colleagues':
      return <ColleaguesScreen />;
    case 'travel':
      return <DepartureCheckScreen />;
    case 'assessment':
      return <AssessmentScreen key={route.doc} log={route.log} doc={route.doc} />;
    case 'workshop':
      return (
        <WorkshopScreen
          key={route.doc}
          log={route.log}
          doc={route.doc}
          section={route.section}
          session={route.session}
        />
      );
  }
}

/** Drafts of this vault; null until they are read. */
function useOpenedDrafts(
  storeApi: StoreApi,
  inputTracker: UnsavedInputTracker,
  onFlush: FlushSignal['onFlush'],
): TextDrafts | null {
  const [textDrafts, setDrafts] = useState<TextDrafts | null>(null);
  useEffect(() => {
    let isGone = false;
    let openedTextDrafts: TextDrafts | null = null;
    const parts = { store: storeApi, unsaved: inputTracker, onFlush, nowMs: () => Date.now() };
    openTextDrafts(parts).then((nextTextDrafts) => {
      openedTextDrafts = nextTextDrafts;
      if (isGone) openedTextDrafts.stop();
      else setDrafts(openedTextDrafts);
    }, reportError);
    return () => {
      isGone = true;
      openedTextDrafts?.stop();
    };
  }, [storeApi, inputTracker, onFlush]);
  return textDrafts;
}

interface FieldScreensProps {
  readonly host: Host;
  readonly store: StoreApi;
  readonly onFlush: FlushSignal['onFlush'];
  readonly unsaved: UnsavedInputTracker;
}

/** Screen of the route, as soon as the store has answered with the session. */
export function FieldScreens({ host, store, onFlush, unsaved }: FieldScreensProps): ReactElement {
  const session = useQueryOfStore(store, 'session', null);
  const { route, navigate, remember, land } = useFieldRoute(store);
  const textDrafts = useOpenedDrafts(store, unsaved, onFlush);
  const [kioskTask, setKiosk] = useState<KioskTask | null>(null);
  const knownStoreSession = session.kind === 'present' ? session.result : null;
  const field = useMemo(
    () =>
      knownStoreSession &&
      textDrafts && {
        host,
        store,
        session: knownStoreSession,
        route,
        navigate,
        openKiosk: setKiosk,
        remember,
        onFlush,
        unsaved,
        drafts: textDrafts,
      },
    [host, store, knownStoreSession, route, navigate, remember, onFlush, unsaved, textDrafts],
  );
  if (!field) return <OpeningView />;

  return (
    <FieldServicesProvider field={field}>
      {kioskTask !== null ? (
        <KioskScreen {...kioskTask} onLeft={() => setKiosk(null)} />
      ) : field.session.enrolled ? (
        <Landing onLand={land}>
          <AppFrame>
            <FieldRouteScreen route={route} />
          </AppFrame>
        </Landing>
      ) : (
        <EnrolScreen />
      )}
    </FieldServicesProvider>
  );
}
