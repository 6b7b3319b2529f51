import { memo, type ReactElement, type ReactNode, useCallback } from 'react';
import { type Breadcrumb, EmptyState, ScreenLayout, ScreenPage, TextLink } from '#renderer/ui';
import { useFieldServices } from '../session/field-services.tsx';
import { FrameBanners } from '../notices/frame-banners.tsx';
import { type FrameFacts, useFrameFacts, useFrameStatus } from './frame-context.tsx';
import { FieldRailView, type RailMission, type RailPersonFacts } from './field-rail-view.tsx';
import { useEqualParts } from '../documents/use-stable-values.ts';
import { StatusBarView } from '../sync-status/status-bar-view.tsx';
import { SearchX } from 'lucide-react';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { fieldAddressOf, type MissionTab } from '#renderer/field/parts/field-route.ts';
import type { LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { StoreSession } from '#renderer/store/store-api.ts';

/** First crumbs of a heading: the mission of this screen, and the tab that lists the screen. */
export function useMissionCrumbs(log: LogId, tab: MissionTab): readonly Breadcrumb[] {
  const translate = useTranslate();
  const mission = useFrameFacts().missions?.find((one) => one.log === log);
  const href = fieldAddressOf({ screen: 'mission', log, tab });
  return [
    ...(mission ? [{ label: mission.title, href }] : []),
    { label: translate(missionTabKeys[tab]), href },
  ];
}

const missionTabKeys: { readonly [T in MissionTab]: MessageKey } = {
  assessments: 'value.documentKind.assessments',
  workshops: 'value.documentKind.workshops',
  plan: 'mission.plan.tab',
  requests: 'mission.requests.tab',
  notes: 'note.tab',
  national: 'mission.national.tab',
  overview: 'mission.overview.tab',
};

/** The address names something that this laptop does not have. */
export function NotFoundScreen(): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenFrame title={translate('frame.notHere.title')}>
      <ScreenPage>
        <EmptyState
          icon={SearchX}
          title={translate('frame.notHere.title')}
          action={
            <TextLink href={fieldAddressOf({ screen: 'missions' })}>
              {translate('frame.rail.missions')}
            </TextLink>
          }
        >
          {translate('frame.notHere.text')}
        </EmptyState>
      </ScreenPage>
    </ScreenFrame>
  );
}

interface ScreenFrameProps {
  readonly title: string;
  /** From the outside in; `useMissionCrumbs` gives the first. */
  readonly crumbs?: readonly Breadcrumb[] | undefined;
  /** At most one primary button, last. */
  readonly actions?: ReactNode | undefined;
  /** A `PlaceLinks`. */
  readonly places?: ReactNode | undefined;
  /** A `Page` or `SplitColumns`. */
  readonly children: ReactNode;
}

/** Frame of every screen of the field app: rail, heading, banners, status bar. */
export function ScreenFrame({ title, crumbs, actions, places, children }: ScreenFrameProps): ReactElement {
  return (
    <ScreenLayout
      rail={<FrameRail />}
      title={title}
      crumbs={crumbs}
      actions={actions}
      places={places}
      banner={<FrameBanners />}
      status={<FrameStatus />}
    >
      {children}
    </ScreenLayout>
  );
}

/** Rail of this route. It is drawn again by its own facts only, not with the screen. */
const FrameRail = memo(function FrameRail(): ReactElement {
  const { session, route } = useFieldServices();
  const { conflicts, missions, onGoAnywhere, onKeys, onLock } = useFrameFacts();
  const mission = useEqualParts(railMissionOf(missions, 'log' in route ? route.log : null));
  const person = useEqualParts(railPersonOf(session, 'log' in route ? route.log : null));
  return (
    <FieldRailView
      route={route}
      mission={mission}
      missions={missions?.length}
      conflicts={conflicts}
      person={person}
      onGoAnywhere={onGoAnywhere}
      onKeys={onKeys}
      onLock={onLock}
    />
  );
});

const FrameStatus = memo(function FrameStatus(): ReactElement | null {
  const { store } = useFieldServices();
  const { onSimulate } = useFrameFacts();
  const status = useFrameStatus();
  const onSync = useCallback(() => void store.syncNow(), [store]);
  const onPause = useCallback((isPaused: boolean) => void store.pauseSync(isPaused), [store]);
  return status && <StatusBarView facts={status} onSync={onSync} onPause={onPause} onSimulate={onSimulate} />;
});

/** Facts of a mission that the rail shows, without those that change with every answer. */
function railMissionOf(missions: FrameFacts['missions'], log: LogId | null): RailMission | null {
  const found = missions?.find((one) => one.log === log);
  if (found === undefined) return null;
  const { title, assessments, workshops } = found;
  return { log: found.log, title, assessments, workshops };
}

/** This person with their roles in a mission; outside one, with those of all missions. */
export function railPersonOf(
  { enrolled, roles }: Pick<StoreSession, 'enrolled' | 'roles'>,
  log: LogId | null,
): RailPersonFacts | null {
  if (enrolled === null) return null;
  const here: readonly Role[] = log === null ? Object.values(roles).flat() : (roles[log] ?? []);
  return { name: enrolled.name, roles: [...new Set(here)] };
}
