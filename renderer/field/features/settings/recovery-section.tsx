import type { ReactElement } from 'react';
import { useRecipients } from '#renderer/field/app/use-recipients.ts';
import { RecoverySectionView } from './recovery-section-view.tsx';

/** Who at headquarters can open the vault of this person. */
export function RecoverySection(): ReactElement | null {
  const { recipients } = useRecipients();
  return recipients && <RecoverySectionView {...recipients} />;
}
