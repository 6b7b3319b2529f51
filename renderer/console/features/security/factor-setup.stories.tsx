import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { type FactorSetup, FactorSetupView } from './factor-setup-view.tsx';

export const about: StoriesAbout = { title: 'Console second factor' };

interface StateProps {
  readonly setUp?: FactorSetup;
  readonly hasPasskeys?: boolean;
  readonly problem?: Message | null;
}

function State({
  setUp = { kind: 'choosing' },
  hasPasskeys = true,
  problem = null,
}: StateProps): ReactElement {
  return (
    <FactorSetupView
      setUp={setUp}
      hasPasskeys={hasPasskeys}
      hasAuthenticator={false}
      problem={problem}
      isPending={false}
      onPasskey={() => undefined}
      onAuthenticator={() => undefined}
      onConfirm={() => undefined}
    />
  );
}

export function Choosing(): ReactElement {
  return <State />;
}

export function WithoutPasskeys(): ReactElement {
  return <State hasPasskeys={false} />;
}

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const begun: FactorSetup = {
  kind: 'authenticator',
  secret,
  address: `otpauth://totp/Fieldbook:Reviewer?issuer=Fieldbook&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
  handle: '7K3MZ-Q0V9T',
};

export function Authenticator(): ReactElement {
  return <State setUp={begun} />;
}

export function WrongDigits(): ReactElement {
  return <State setUp={begun} problem={{ key: 'console.security.totp.refused' }} />;
}
