import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { type FieldRoute, fieldAddressOf, parseFieldAddress } from '#renderer/field/parts/field-route.ts';
import type { LeftPlace } from '#renderer/store/api/left-place.ts';
import { OpeningView } from '../whole-window-view.tsx';
import { useFieldServices, useStoreQuery } from './field-services.tsx';

interface LandingProps {
  /** Show a screen without a step back to the one before. */
  readonly onLand: (route: FieldRoute) => void;
  readonly children: ReactNode;
}

/** The screens, once the app is where this person left it. A reload has its place in the address. */
export function Landing({ onLand, children }: LandingProps): ReactElement {
  const [hasLanded, setHasLanded] = useState(() => location.hash !== '');
  return hasLanded ? (
    <LeftPlaceKeeper>{children}</LeftPlaceKeeper>
  ) : (
    <ArrivalView onLand={onLand} onLanded={() => setHasLanded(true)} />
  );
}

interface ArrivalViewProps {
  readonly onLand: LandingProps['onLand'];
  readonly onLanded: () => void;
}

function ArrivalView({ onLand, onLanded }: ArrivalViewProps): ReactElement {
  const last = useStoreQuery('lastAddress', null);
  useEffect(() => {
    if (last.kind === 'loading') return;
    // Somebody may have chosen a screen meanwhile, by the menu.
    if (last.answer !== null && location.hash === '') onLand(parseFieldAddress(last.answer));
    onLanded();
  }, [last, onLand, onLanded]);
  return <OpeningView />;
}

/** Keep each screen that is shown. Places within a screen are kept by `remember`. */
function LeftPlaceKeeper({ children }: { readonly children: ReactNode }): ReactNode {
  const { store, route } = useFieldServices();
  useEffect(() => {
    store.rememberPlace(leftPlaceOf(route, Date.now())).catch(reportError);
  }, [store, route]);
  return children;
}

/** The place to keep for a route. Assessments and workshops are the records in which people work. */
export function leftPlaceOf(route: FieldRoute, nowMs: number): LeftPlace {
  const address = fieldAddressOf(route);
  const log = 'log' in route ? route.log : null;
  const doc = 'doc' in route ? route.doc : null;
  if (route.screen !== 'assessment' && route.screen !== 'workshop')
    return { address, log, doc, record: null };
  const question = route.screen === 'assessment' ? (route.question ?? null) : null;
  return {
    address,
    log,
    doc,
    record: { log: route.log, doc: route.doc, address, question, atMs: nowMs },
  };
}
