import type { ReactElement } from 'react';
import { syncBlockedMessage } from '#renderer/field/parts/sync-code-messages.ts';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button, useNowMs } from '#renderer/ui';
import {
  DueMissionsBannerView,
  DueShortRetentionBannerView,
  ErasedContentBannerView,
  ErasedMissionsBannerView,
} from './retention-banners-view.tsx';
import { type StatusFacts, saveFailureKeys } from './status-facts.ts';

interface StatusBannersViewProps {
  readonly facts: StatusFacts;
  readonly onSync: () => void;
  readonly onWhereItIs: () => void;
  readonly onRestoredRead: () => void;
  readonly onRenewedRead: () => void;
  readonly onErasedRead: () => void;
}

/**
 * Banners by urgency: acts first, then coming erasures, then reports to read.
 * Acts: the last change is not saved, the disk is almost full, or headquarters was not reached for too long.
 * Another: headquarters refuses changes. Reports: restored changes, a new identity, erased content.
 */
export function StatusBannersView(props: StatusBannersViewProps): ReactElement {
  const { facts, onSync, onRestoredRead, onRenewedRead, onErasedRead } = props;
  const { restored, renewed, erased, dueMissions, erasedMissions, dueParts, erasedParts } = facts;
  return (
    <>
      <UrgentStatusBanner {...props} />
      {dueMissions.length > 0 && <DueMissionsBannerView missions={dueMissions} onSync={onSync} />}
      {dueParts.length > 0 && <DueShortRetentionBannerView missions={dueParts} onSync={onSync} />}
      {restored ? (
        <RestoredChangesBannerView restored={restored} onRead={onRestoredRead} />
      ) : renewed ? (
        <RenewedIdentityBannerView renewed={renewed} onRead={onRenewedRead} />
      ) : (
        <>
          {erased && <ErasedContentBannerView erased={erased} onRead={onErasedRead} />}
          {erasedMissions && <ErasedMissionsBannerView erased={erasedMissions} onRead={onErasedRead} />}
          {erasedParts && <ErasedMissionsBannerView isPart erased={erasedParts} onRead={onErasedRead} />}
        </>
      )}
    </>
  );
}

interface RestoredChangesBannerViewProps {
  readonly restored: NonNullable<StatusFacts['restored']>;
  readonly onRead: () => void;
}

const restoredTextKeys = {
  kept: 'sync.restored.kept',
  rebuilt: 'sync.restored.rebuilt',
  engineChanged: 'sync.restored.engineChanged',
} as const;

/**
 * Banner (D2, D3): changes that were restored and from where, and unreadable ones. Stays until it was read.
 */
function RestoredChangesBannerView({ restored, onRead }: RestoredChangesBannerViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const nowMs = useNowMs();
  const { atMs, changes, damaged, database, journal, backupAtMs = atMs } = restored;
  const time = format.moment(atMs, nowMs);
  const hasRestored = changes > 0 || database !== 'kept' || (damaged === 0 && journal === undefined);
  const otherTitle = damaged > 0 ? 'sync.damaged.title' : 'sync.journalAnew.title';
  return (
    <Banner
      meaning={damaged > 0 || journal !== undefined ? 'wait' : 'info'}
      title={translate(hasRestored ? 'sync.restored.title' : otherTitle)}
      isAnnounced
      actions={<Button onPress={onRead}>{translate('sync.read')}</Button>}
    >
      {hasRestored && (
        <p>
          {database === 'fromBackup'
            ? translate('sync.restored.fromBackup', { backup: format.moment(backupAtMs, nowMs) })
            : translate(restoredTextKeys[database], { count: changes, time })}
        </p>
      )}
      {damaged > 0 && <p>{translate('sync.damaged.text', { count: damaged })}</p>}
      {journal !== undefined && <p>{translate('sync.journalAnew.text', { time })}</p>}
    </Banner>
  );
}

interface RenewedIdentityBannerViewProps {
  readonly renewed: NonNullable<StatusFacts['renewed']>;
  readonly onRead: () => void;
}

/**
 * Banner (P2), calm: why this laptop has a new identity, and that nothing is lost. Stays until it was read.
 */
function RenewedIdentityBannerView({ renewed, onRead }: RenewedIdentityBannerViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Banner
      meaning="info"
      title={translate('sync.renewed.title')}
      isAnnounced
      actions={<Button onPress={onRead}>{translate('sync.read')}</Button>}
    >
      <p>{translate(renewalReasonKeys[renewed.why])}</p>
      {renewed.changes > 0 && <p>{translate('sync.renewed.changes', { count: renewed.changes })}</p>}
    </Banner>
  );
}

const renewalReasonKeys: { readonly [W in RenewedIdentityBannerViewProps['renewed']['why']]: MessageKey } = {
  restored: 'sync.renewed.restored',
  fork: 'sync.renewed.fork',
  lost: 'sync.renewed.lost',
};

/** Most urgent banner that a person has to act on. */
function UrgentStatusBanner({ facts, onSync, onWhereItIs }: StatusBannersViewProps): ReactElement | null {
  const translate = useTranslate();
  const { saved, isInLastRoom, leaseOver, leaseDaysLeft, network } = facts;
  if (saved.kind === 'failed') {
    const { title, text } = saveFailureKeys[saved.code];
    return (
      <Banner meaning="bad" title={translate(title)} isAnnounced>
        {translate(text)}
      </Banner>
    );
  }
  if (isInLastRoom) {
    return (
      <Banner meaning="wait" title={translate('frame.banner.lastRoom.title')} isAnnounced>
        {translate('frame.banner.lastRoom.text')}
      </Banner>
    );
  }
  if (network.kind === 'refused') return <BlockedBanner {...{ onSync, onWhereItIs }} code={network.code} />;
  if (leaseOver || leaseDaysLeft !== null) {
    return (
      <Banner
        meaning={leaseOver ? 'wait' : 'info'}
        title={
          leaseDaysLeft === null
            ? translate('frame.banner.leaseOver.title')
            : translate('frame.banner.leaseEnds.title', { count: leaseDaysLeft })
        }
        isAnnounced
        actions={<Button onPress={onSync}>{translate('frame.sync.again')}</Button>}
      >
        {translate(leaseOver ? 'frame.banner.leaseOver.text' : 'frame.banner.leaseEnds.text')}
      </Banner>
    );
  }
  return null;
}

interface BlockedBannerProps extends Pick<StatusBannersViewProps, 'onSync' | 'onWhereItIs'> {
  readonly code: string;
}

/** Headquarters refuses the changes of this laptop. */
function BlockedBanner({ code, onSync, onWhereItIs }: BlockedBannerProps): ReactElement {
  const translate = useTranslate();
  return (
    <Banner
      meaning="bad"
      title={translate(code === 'store' ? 'sync.stopped' : 'frame.banner.blocked.title')}
      isAnnounced
      actions={
        <>
          <Button onPress={onSync}>{translate('frame.sync.again')}</Button>
          <Button onPress={onWhereItIs}>{translate('frame.banner.blocked.action')}</Button>
        </>
      }
    >
      {translate(syncBlockedMessage(code))}
    </Banner>
  );
}
