import type { ReactElement, ReactNode } from 'react';
import type { Crumb } from '#renderer/ui/crumbs.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { useField } from './field-context.tsx';
import { FrameBanners, hasBanners } from './frame-banners.tsx';
import { useFrameFacts } from './frame-context.tsx';
import { RailView } from './rail-view.tsx';
import { StatusView } from './status-view.tsx';

interface ScreenFrameProps {
  readonly title: string;
  /** From the outside in; `useMissionCrumbs` gives the first. */
  readonly crumbs?: readonly Crumb[] | undefined;
  /** At most one primary button, last. */
  readonly actions?: ReactNode | undefined;
  /** A `PlaceLinks`. */
  readonly places?: ReactNode | undefined;
  /** A `Page` or `SplitColumns`. */
  readonly children: ReactNode;
}

/** The frame that every screen of the field app stands in: rail, heading, what a person must act on, status bar. */
export function ScreenFrame({ title, crumbs, actions, places, children }: ScreenFrameProps): ReactElement {
  const { store, route } = useField();
  const facts = useFrameFacts();
  const { status, conflicts, missions, onGoAnywhere, onKeys, onLock } = facts;
  const mission = 'log' in route ? missions?.find(({ log }) => log === route.log) : undefined;

  return (
    <Frame
      rail={
        <RailView
          route={route}
          mission={mission ?? null}
          missions={missions?.length}
          conflicts={conflicts}
          onGoAnywhere={onGoAnywhere}
          onKeys={onKeys}
          onLock={onLock}
        />
      }
      title={title}
      crumbs={crumbs}
      actions={actions}
      places={places}
      banner={hasBanners(facts) ? <FrameBanners /> : undefined}
      status={
        status && (
          <StatusView
            facts={status}
            onSync={() => void store.syncNow()}
            onPause={(isPaused) => void store.pauseSync(isPaused)}
            onSimulate={(offline) => void store.simulateOffline(offline)}
          />
        )
      }
    >
      {children}
    </Frame>
  );
}
