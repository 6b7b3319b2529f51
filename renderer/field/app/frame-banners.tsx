import type { ReactElement } from 'react';
import { AccessNoticeBanner } from './access-notice-banner.tsx';
import { BannerView, needsBanner } from './banner-view.tsx';
import { useField } from './field-context.tsx';
import { type FrameFacts, useFrameFacts } from './frame-context.tsx';
import { HeldTextsBannerView } from './held-texts-banner-view.tsx';
import { NewDevicesBannerView } from './new-devices-banner-view.tsx';
import { addressOfText } from './place-of-text.ts';

/** Is there a banner to show? Otherwise the frame keeps no room for one. */
export const hasBanners = ({ status, heldTexts, newDevices, accessNotices }: FrameFacts): boolean =>
  (status !== null && needsBanner(status)) || heldTexts.length + newDevices.length + accessNotices.length > 0;

/** Banners over every screen, the person's access first. One notice at a time, so that the page stays in sight. */
export function FrameBanners(): ReactElement {
  const { store, navigate } = useField();
  const { status, heldTexts, newDevices, accessNotices } = useFrameFacts();
  const [notice] = accessNotices;
  const [firstHeld] = heldTexts;
  return (
    <>
      {notice && <AccessNoticeBanner key={notice.id} notice={notice} />}
      {status && needsBanner(status) && (
        <BannerView
          facts={status}
          onSync={() => void store.syncNow()}
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
  );
}
