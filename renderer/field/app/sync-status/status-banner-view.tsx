import type { ReactElement } from 'react';
import { syncBlockedMessage } from '#renderer/field/parts/sync-code-messages.ts';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { BannerLine, Button, useNowMs } from '#renderer/ui';
import {
  DueMissionsBannerView,
  DueShortRetentionBannerView,
  ErasedContentBannerView,
  ErasedMissionsBannerView,
} from './retention-banners-view.tsx';
import type { StatusBannerKind } from './status-banner-kinds.ts';
import { type StatusFacts, saveFailureKeys } from './status-facts.ts';

interface StatusBannerViewProps {
  readonly kind: StatusBannerKind;
  readonly facts: StatusFacts;
  readonly onSync: () => void;
  readonly onWhereItIs: () => void;
  readonly onRestoredRead: () => void;
  readonly onRenewedRead: () => void;
  readonly onErasedRead: () => void;
}

/** One banner about saving, sending or erasing; `statusBannerKindsOf` tells which ones the facts ask for. */
export function StatusBannerView(props: StatusBannerViewProps): ReactElement | null {
  const { kind, facts, onSync, onWhereItIs, onRestoredRead, onRenewedRead, onErasedRead } = props;
  const { saved, network, restored, renewed, erased, dueMissions, erasedMissions, dueParts, erasedParts } =
    facts;
  switch (kind) {
    case 'notSaved':
      return saved.kind === 'failed' ? <NotSavedBannerView code={saved.code} /> : null;
    case 'lastRoom':
      return <LastRoomBannerView />;
    case 'refused':
      return network.kind === 'refused' ? (
        <BlockedBanner {...{ onSync, onWhereItIs }} code={network.code} />
      ) : null;
    case 'lease':
      return <LeaseBannerView {...{ facts, onSync }} />;
    case 'due':
      return <DueMissionsBannerView missions={dueMissions} onSync={onSync} />;
    case 'dueParts':
      return <DueShortRetentionBannerView missions={dueParts} onSync={onSync} />;
    case 'restored':
      return restored && <RestoredChangesBannerView restored={restored} onRead={onRestoredRead} />;
    case 'renewed':
      return renewed && <RenewedIdentityBannerView renewed={renewed} onRead={onRenewedRead} />;
    case 'erased':
      return erased && <ErasedContentBannerView erased={erased} onRead={onErasedRead} />;
    case 'erasedMissions':
      return erasedMissions && <ErasedMissionsBannerView erased={erasedMissions} onRead={onErasedRead} />;
    case 'erasedParts':
      return erasedParts && <ErasedMissionsBannerView isPart erased={erasedParts} onRead={onErasedRead} />;
  }
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
    <BannerLine
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
    </BannerLine>
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
    <BannerLine
      meaning="info"
      title={translate('sync.renewed.title')}
      isAnnounced
      actions={<Button onPress={onRead}>{translate('sync.read')}</Button>}
    >
      <p>{translate(renewalReasonKeys[renewed.why])}</p>
      {renewed.changes > 0 && <p>{translate('sync.renewed.changes', { count: renewed.changes })}</p>}
    </BannerLine>
  );
}

const renewalReasonKeys: { readonly [W in RenewedIdentityBannerViewProps['renewed']['why']]: MessageKey } = {
  restored: 'sync.renewed.restored',
  fork: 'sync.renewed.fork',
  lost: 'sync.renewed.lost',
};

/** The last change is not on the disk. */
function NotSavedBannerView({ code }: { readonly code: keyof typeof saveFailureKeys }): ReactElement {
  const translate = useTranslate();
  const { title, text } = saveFailureKeys[code];
  return (
    <BannerLine meaning="bad" title={translate(title)} isAnnounced>
      {translate(text)}
    </BannerLine>
  );
}

function LastRoomBannerView(): ReactElement {
  const translate = useTranslate();
  return (
    <BannerLine meaning="wait" title={translate('frame.banner.lastRoom.title')} isAnnounced>
      {translate('frame.banner.lastRoom.text')}
    </BannerLine>
  );
}

/** Headquarters was not reached for too long, or soon will not have been (docs/security-requirements.md 3). */
function LeaseBannerView({ facts, onSync }: Pick<StatusBannerViewProps, 'facts' | 'onSync'>): ReactElement {
  const translate = useTranslate();
  const { leaseOver, leaseDaysLeft } = facts;
  return (
    <BannerLine
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
    </BannerLine>
  );
}

interface BlockedBannerProps extends Pick<StatusBannerViewProps, 'onSync' | 'onWhereItIs'> {
  readonly code: string;
}

/** Headquarters refuses the changes of this laptop. */
function BlockedBanner({ code, onSync, onWhereItIs }: BlockedBannerProps): ReactElement {
  const translate = useTranslate();
  return (
    <BannerLine
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
    </BannerLine>
  );
}
