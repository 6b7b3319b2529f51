import {
  type ComponentType,
  createElement,
  type ReactElement,
  Suspense,
  use,
  useEffect,
  useRef,
} from 'react';
import { unreachable } from '#base/result.ts';
import { unfilteredPlan } from '#renderer/console/parts/list-query.ts';
import { useConsole } from './console-context.ts';
import {
  type ConsoleRoute,
  consoleAddressOf,
  hasRoomBeside,
  parseConsoleAddress,
  useConsoleRoute,
} from './console-route.ts';
import { problemMessagesOf } from './problem-messages.ts';
import { LoadingView, ProblemView } from './resource-content.tsx';

/** Screen of the address; empty while its file is loaded. */
export function RouteScreen(): ReactElement {
  return (
    <Suspense fallback={<LoadingView />}>
      <AddressedScreen />
    </Suspense>
  );
}

/** Screen in a file of its own, which is loaded when it is shown first. */
interface LazyScreen<Props extends object> {
  (props: Props): ReactElement;
  /** Load the file ahead. Rejects when it cannot be read. */
  readonly load: () => Promise<void>;
}

/**
 * Make a screen of a file that is loaded later. Suspends until then.
 * The server may have another version since this page came, without the file. Then the person reloads the page.
 */
export function createLazyScreen<Props extends object>(
  importScreen: () => Promise<ComponentType<Props>>,
): LazyScreen<Props> {
  let shown: Promise<ComponentType<Props>> | null = null;
  let isLoaded = false;
  const load = async (): Promise<void> => {
    if (isLoaded) return;
    const screen = await importScreen();
    // React marks so the promises that it has read: the screen is there in the first rendering.
    shown = Object.assign(Promise.resolve(screen), { status: 'fulfilled', value: screen });
    isLoaded = true;
  };
  const show = (): Promise<ComponentType<Props>> => {
    shown ??= importScreen().catch((error: unknown) => {
      reportError(error);
      return FileMissing;
    });
    return shown;
  };
  const Screen = (props: Props): ReactElement => createElement(use(show()), props);
  return Object.assign(Screen, { load });
}

function FileMissing(): ReactElement {
  const { title, text } = problemMessagesOf({ kind: 'notUnderstood' });
  return <ProblemView kind="other" title={title} text={text} onTryAgain={() => location.reload()} />;
}

const ApprovalsScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/approvals/approvals-screen.tsx')).ApprovalsScreen,
);
const AuditScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/audit/audit-screen.tsx')).AuditScreen,
);
const DataRequestScreen = createLazyScreen(
  async () =>
    (await import('#renderer/console/features/data-requests/data-request-screen.tsx')).DataRequestScreen,
);
const DataRequestsScreen = createLazyScreen(
  async () =>
    (await import('#renderer/console/features/data-requests/data-requests-screen.tsx')).DataRequestsScreen,
);
const DevicesScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/devices/devices-screen.tsx')).DevicesScreen,
);
const InstitutionsScreen = createLazyScreen(
  async () =>
    (await import('#renderer/console/features/institutions/institutions-screen.tsx')).InstitutionsScreen,
);
const InstrumentsScreen = createLazyScreen(
  async () =>
    (await import('#renderer/console/features/instruments/instruments-screen.tsx')).InstrumentsScreen,
);
const MissionListScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/missions/mission-list-screen.tsx')).MissionListScreen,
);
const MissionReportsScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/reports/reports-screen.tsx')).MissionReportsScreen,
);
const PeopleScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/people/people-screen.tsx')).PeopleScreen,
);
const PlanScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/plan/plan-screen.tsx')).PlanScreen,
);
const ProcessingScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/processing/processing-screen.tsx')).ProcessingScreen,
);
const ProgrammeScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/programme/programme-screen.tsx')).ProgrammeScreen,
);
const RecordScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/record/record-screen.tsx')).RecordScreen,
);
const RecordsScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/records/records-screen.tsx')).RecordsScreen,
);
const RecoveryScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/recovery/recovery-screen.tsx')).RecoveryScreen,
);
const RequestsScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/requests/requests-screen.tsx')).RequestsScreen,
);
const ReviewScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/review/review-screen.tsx')).ReviewScreen,
);
const SecurityScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/security/security-screen.tsx')).SecurityScreen,
);
const StateRequests = createLazyScreen(
  async () => (await import('#renderer/console/features/requests/requests-screen.tsx')).StateRequests,
);
const StateScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/states/states-screen.tsx')).StateScreen,
);
const StatesScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/states/states-screen.tsx')).StatesScreen,
);
const TemplatesScreen = createLazyScreen(
  async () => (await import('#renderer/console/features/templates/templates-screen.tsx')).TemplatesScreen,
);

const screenByName = {
  missions: MissionListScreen,
  plan: PlanScreen,
  states: StatesScreen,
  state: StateScreen,
  review: ReviewScreen,
  devices: DevicesScreen,
  programme: ProgrammeScreen,
  institutions: InstitutionsScreen,
  'data-requests': DataRequestsScreen,
  processing: ProcessingScreen,
  'data-request': DataRequestScreen,
  requests: RequestsScreen,
  request: RequestsScreen,
  people: PeopleScreen,
  person: PeopleScreen,
  approvals: ApprovalsScreen,
  instruments: InstrumentsScreen,
  templates: TemplatesScreen,
  recovery: RecoveryScreen,
  audit: AuditScreen,
  security: SecurityScreen,
  records: RecordsScreen,
  reports: MissionReportsScreen,
  record: RecordScreen,
} satisfies { readonly [Name in ConsoleRoute['screen']]: { readonly load: () => Promise<void> } };

/** Load the screen of the address, while the session is asked for. */
export async function loadAddressedScreen(): Promise<void> {
  // The screen itself shows the failure when it is opened.
  await screenByName[parseConsoleAddress(location.hash).screen].load().catch(() => undefined);
}

/**
 * Load the other screens one after the other, so that none makes a person wait.
 * @param rest Waits until the page is idle.
 */
export async function loadAllScreens(rest: () => Promise<void>): Promise<void> {
  for (const { load } of Object.values(screenByName)) {
    await rest();
    await load().catch(() => undefined);
  }
}

function AddressedScreen(): ReactElement {
  const consoleRoute = useConsoleRoute();
  const { me } = useConsole();
  useFocusAtNewScreen(screenNameOf(consoleRoute));
  switch (consoleRoute.screen) {
    case 'missions':
      // A partner opens no mission: its work begins in the plan.
      return me.role === 'partner' && isStartAddress() ? (
        <PlanScreen list={unfilteredPlan} />
      ) : (
        <MissionListScreen />
      );
    case 'plan':
      return <PlanScreen list={consoleRoute.list} />;
    case 'states':
      return <StatesScreen list={consoleRoute.list} />;
    case 'state':
      return (
        <StateScreen
          key={consoleRoute.country}
          country={consoleRoute.country}
          list={consoleRoute.list}
          requests={
            <Suspense fallback={null}>
              <StateRequests country={consoleRoute.country} />
            </Suspense>
          }
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
      return <DataRequestScreen key={consoleRoute.number} number={consoleRoute.number} />;
    case 'requests':
    case 'request':
      return <RequestsScreen open={consoleRoute.screen === 'request' ? consoleRoute.doc : null} />;
    case 'people':
      return <PeopleScreen />;
    case 'person':
      return <PeopleScreen key={consoleRoute.person} person={consoleRoute.person} />;
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
      return <RecordsScreen key={consoleRoute.log} log={consoleRoute.log} list={consoleRoute.list} />;
    case 'reports':
      return (
        <MissionReportsScreen
          key={consoleAddressOf(consoleRoute)}
          log={consoleRoute.log}
          begins={consoleRoute.begins}
        />
      );
    case 'record':
      return (
        <RecordScreen
          key={consoleRoute.doc}
          log={consoleRoute.log}
          doc={consoleRoute.doc}
          part={consoleRoute.part}
        />
      );
    default:
      return unreachable(consoleRoute);
  }
}

const isStartAddress = (): boolean => /^#?\/?$/.test(location.hash);

/** Parts and filters of a screen, and a panel beside its list, are no new screen: there the focus stays. */
const screenNameOf = (consoleRoute: ConsoleRoute): string =>
  consoleRoute.screen === 'request' && hasRoomBeside()
    ? screenNameOf({ screen: 'requests' })
    : [
        consoleRoute.screen,
        'log' in consoleRoute ? consoleRoute.log : '',
        'doc' in consoleRoute ? consoleRoute.doc : '',
        'number' in consoleRoute ? consoleRoute.number : '',
        'country' in consoleRoute ? consoleRoute.country : '',
        'person' in consoleRoute ? consoleRoute.person : '',
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
