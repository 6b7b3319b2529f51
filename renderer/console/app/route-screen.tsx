import { type ReactElement, useEffect, useRef } from 'react';
import { unreachable } from '#base/result.ts';
import { ApprovalsScreen } from '#renderer/console/features/approvals/approvals-screen.tsx';
import { AuditScreen } from '#renderer/console/features/audit/audit-screen.tsx';
import { TemplatesScreen } from '#renderer/console/features/templates/templates-screen.tsx';
import { InstrumentsScreen } from '#renderer/console/features/instruments/instruments-screen.tsx';
import { InstitutionsScreen } from '#renderer/console/features/institutions/institutions-screen.tsx';
import {
  DataRequestScreen,
  DataRequestsScreen,
} from '#renderer/console/features/data-requests/data-requests-screen.tsx';
import { PlanScreen } from '#renderer/console/features/plan/plan-screen.tsx';
import { PeopleScreen } from '#renderer/console/features/people/people-screen.tsx';
import { ProcessingScreen } from '#renderer/console/features/processing/processing-screen.tsx';
import { ProgrammeScreen } from '#renderer/console/features/programme/programme-screen.tsx';
import { RecoveryScreen } from '#renderer/console/features/recovery/recovery-screen.tsx';
import { RequestsScreen, StateRequests } from '#renderer/console/features/requests/requests-screen.tsx';
import { ReviewScreen } from '#renderer/console/features/review/review-screen.tsx';
import { SecurityScreen } from '#renderer/console/features/security/security-screen.tsx';
import { DevicesScreen } from '#renderer/console/features/devices/devices-screen.tsx';
import { MissionListScreen } from '#renderer/console/features/missions/mission-list-screen.tsx';
import { MissionReportsScreen } from '#renderer/console/features/reports/reports-screen.tsx';
import { RecordScreen } from '#renderer/console/features/record/record-screen.tsx';
import { RecordsScreen } from '#renderer/console/features/records/records-screen.tsx';
import { StateScreen, StatesScreen } from '#renderer/console/features/states/states-screen.tsx';
import { unfilteredPlan } from '#renderer/console/parts/list-query.ts';
import { useConsole } from './console-context.ts';
import { consoleAddressOf, type ConsoleRoute, hasRoomBeside, useConsoleRoute } from './console-route.ts';

/** Screen of the address. */
export function RouteScreen(): ReactElement {
  const route = useConsoleRoute();
  const { me } = useConsole();
  useFocusAtNewScreen(screenNameOf(route));
  switch (route.screen) {
    case 'missions':
      // A partner opens no mission: its work begins in the plan.
      return me.role === 'partner' && isStartAddress() ? (
        <PlanScreen list={unfilteredPlan} />
      ) : (
        <MissionListScreen />
      );
    case 'plan':
      return <PlanScreen list={route.list} />;
    case 'states':
      return <StatesScreen list={route.list} />;
    case 'state':
      return (
        <StateScreen
          key={route.country}
          country={route.country}
          list={route.list}
          requests={<StateRequests country={route.country} />}
        />
      );
    case 'review':
      return <ReviewScreen />;
    case 'devices':
      return <DevicesScreen />;
    case 'programme':
      return <ProgrammeScreen />;
    case 'institutions':
      return <InstitutionsScreen />;
    case 'data-requests':
      return <DataRequestsScreen />;
    case 'processing':
      return <ProcessingScreen />;
    case 'data-request':
      return <DataRequestScreen key={route.number} number={route.number} />;
    case 'requests':
    case 'request':
      return <RequestsScreen open={route.screen === 'request' ? route.doc : null} />;
    case 'people':
      return <PeopleScreen />;
    case 'person':
      return <PeopleScreen key={route.person} person={route.person} />;
    case 'approvals':
      return <ApprovalsScreen />;
    case 'instruments':
      return <InstrumentsScreen />;
    case 'templates':
      return <TemplatesScreen />;
    case 'recovery':
      return <RecoveryScreen />;
    case 'audit':
      return <AuditScreen />;
    case 'security':
      return <SecurityScreen />;
    case 'records':
      return <RecordsScreen key={route.log} log={route.log} list={route.list} />;
    case 'reports':
      return <MissionReportsScreen key={consoleAddressOf(route)} log={route.log} begins={route.begins} />;
    case 'record':
      return <RecordScreen key={route.doc} log={route.log} doc={route.doc} part={route.part} />;
    default:
      return unreachable(route);
  }
}

const isStartAddress = (): boolean => /^#?\/?$/.test(location.hash);

/** Parts and filters of a screen, and a panel beside its list, are no new screen: there the focus stays. */
const screenNameOf = (route: ConsoleRoute): string =>
  route.screen === 'request' && hasRoomBeside()
    ? screenNameOf({ screen: 'requests' })
    : [
        route.screen,
        'log' in route ? route.log : '',
        'doc' in route ? route.doc : '',
        'number' in route ? route.number : '',
        'country' in route ? route.country : '',
        'person' in route ? route.person : '',
      ].join(' ');

/** After navigation to another screen the next Tab, and the screen reader, start at its content. */
function useFocusAtNewScreen(name: string): void {
  const shown = useRef(name);
  useEffect(() => {
    if (shown.current === name) return;
    shown.current = name;
    document.getElementById('fb-main')?.focus();
  }, [name]);
}
