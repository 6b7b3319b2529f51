import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { type FieldRoute, fieldAddressOf, parseFieldAddress } from '#renderer/field/parts/field-route.ts';
import type { LeftRoute } from '#renderer/store/api/left-route.ts';
import { OpeningView } from '../whole-window-view.tsx';
import { useFieldServices, useStoreQuery } from './field-services.tsx';

interface LandingProps {
  /** Show a screen without a step back to the one before. */
  readonly onLand: (fieldRoute: FieldRoute) => void;
  readonly children: ReactNode;
}

/** The screens, once the app is where this person left it. A reload has its route in the address. */
export function Landing({ onLand, children }: LandingProps): ReactElement {
  const [hasLanded, setHasLanded] = useState(() => location.hash !== '');
  return hasLanded ? (
    <LeftRouteKeeper>{children}</LeftRouteKeeper>
  ) : (
    <ArrivalView onLand={onLand} onLanded={() => setHasLanded(true)} />
  );
}

interface ArrivalViewProps {
  readonly onLand: LandingProps['onLand'];
  readonly onLanded: () => void;
}

function ArrivalView({ onLand, onLanded }: ArrivalViewProps): ReactElement {
  const lastQueryResult = useStoreQuery('lastAddress', null);
  useEffect(() => {
    if (lastQueryResult.kind === 'loading') return;
    // Somebody may have chosen a screen meanwhile, by the menu.
    if (lastQueryResult.result !== null && location.hash === '')
      onLand(parseFieldAddress(lastQueryResult.result));
    onLanded();
  }, [lastQueryResult, onLand, onLanded]);
  return <OpeningView />;
}

/** Keep each screen that is shown. Positions within a screen are kept by `remember`. */
function LeftRouteKeeper({ children }: { readonly children: ReactNode }): ReactNode {
  const { store, route } = useFieldServices();
  useEffect(() => {
    store.rememberRoute(leftRouteOf(route, Date.now())).catch(reportError);
  }, [store, route]);
  return children;
}

/** The route to keep for a route. Assessments and workshops are the records in which people work. */
export function leftRouteOf(fieldRoute: FieldRoute, nowMs: number): LeftRoute {
  const address = fieldAddressOf(fieldRoute);
  const log = 'log' in fieldRoute ? fieldRoute.log : null;
  const doc = 'doc' in fieldRoute ? fieldRoute.doc : null;
  if (fieldRoute.screen !== 'assessment' && fieldRoute.screen !== 'workshop')
    return { address, log, doc, record: null };
  const question = fieldRoute.screen === 'assessment' ? (fieldRoute.question ?? null) : null;
  return {
    address,
    log,
    doc,
    record: { log: fieldRoute.log, doc: fieldRoute.doc, address, question, atMs: nowMs },
  };
}
