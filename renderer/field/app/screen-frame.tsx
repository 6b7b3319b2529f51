import type { ReactElement, ReactNode } from 'react';
import type { Crumb } from '#renderer/ui/crumbs.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { BannerView, needsBanner } from './banner-view.tsx';
import { useField } from './field-context.tsx';
import { useFrameFacts } from './frame-context.tsx';
import { HeldTextsBannerView } from './held-texts-banner-view.tsx';
import { NewDevicesBannerView } from './new-devices-banner-view.tsx';
import { addressOfText } from './place-of-text.ts';
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
  const { store, route, navigate } = useField();
  const { status, conflicts, missions, heldTexts, newDevices, onGoAnywhere, onKeys, onLock } =
    useFrameFacts();
  const mission = 'log' in route ? missions?.find(({ log }) => log === route.log) : undefined;
  const [firstHeld] = heldTexts;
  const onSync = (): void => void store.syncNow();

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
      banner={
        (status && needsBanner(status)) || firstHeld || newDevices.length > 0 ? (
          <>
            {status && needsBanner(status) && (
              <BannerView
                facts={status}
                onSync={onSync}
                onWhereItIs={() => navigate({ screen: 'whereabouts' })}
                onRestoredRead={() => void store.dismissRestored()}
                onRenewedRead={() => void store.dismissRenewed()}
                onErasedRead={() => void store.dismissErased()}
              />
            )}
            {newDevices.length > 0 && (
              <NewDevicesBannerView devices={newDevices} onRead={() => void store.dismissNewDevices()} />
            )}
            {firstHeld && <HeldTextsBannerView count={heldTexts.length} href={addressOfText(firstHeld)} />}
          </>
        ) : undefined
      }
      status={
        status && (
          <StatusView
            facts={status}
            onSync={onSync}
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
