import type { ReactElement, ReactNode } from 'react';
import { type Breadcrumb, EmptyState, ScreenLayout, ScreenPage, TextLink } from '#renderer/ui';
import { useFieldServices } from '../session/field-services.tsx';
import { useFrameBanners } from '../notices/frame-banners.tsx';
import { useFrameFacts } from './frame-context.tsx';
import { FieldRailView, type RailPersonFacts } from './field-rail-view.tsx';
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
  const { store, session, route } = useFieldServices();
  const facts = useFrameFacts();
  const { status, conflicts, missions, onSimulate, onGoAnywhere, onKeys, onLock } = facts;
  const mission = 'log' in route ? missions?.find(({ log }) => log === route.log) : undefined;

  return (
    <ScreenLayout
      rail={
        <FieldRailView
          route={route}
          mission={mission ?? null}
          missions={missions?.length}
          conflicts={conflicts}
          person={railPersonOf(session, 'log' in route ? route.log : null)}
          onGoAnywhere={onGoAnywhere}
          onKeys={onKeys}
          onLock={onLock}
        />
      }
      title={title}
      crumbs={crumbs}
      actions={actions}
      places={places}
      banner={useFrameBanners()}
      status={
        status && (
          <StatusBarView
            facts={status}
            onSync={() => void store.syncNow()}
            onPause={(isPaused) => void store.pauseSync(isPaused)}
            onSimulate={onSimulate}
          />
        )
      }
    >
      {children}
    </ScreenLayout>
  );
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
