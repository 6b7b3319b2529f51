import type { ReactElement } from 'react';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { RevokedVaultNoticeView } from './vault-notice-view.tsx';

export const about: StoriesAbout = { title: 'Revoked vault' };

const nothing = (): void => undefined;
const notice = { vault: 'v', label: 'Assessor', atMs: galleryNowMs } as const;

export function WorkSealed(): ReactElement {
  const file = '/home/field/.config/Fieldbook/for-headquarters/4f3a-2026-11-24.age';
  return <RevokedVaultNoticeView notice={{ ...notice, sealed: { kind: 'file', file } }} onRead={nothing} />;
}

export function NothingWasMissing(): ReactElement {
  return <RevokedVaultNoticeView notice={{ ...notice, sealed: { kind: 'nothing' } }} onRead={nothing} />;
}

export function Wiped(): ReactElement {
  return (
    <RevokedVaultNoticeView notice={{ ...notice, label: '', sealed: { kind: 'wiped' } }} onRead={nothing} />
  );
}

export function CouldNotBeSealed(): ReactElement {
  return <RevokedVaultNoticeView notice={{ ...notice, sealed: { kind: 'failed' } }} onRead={nothing} />;
}
