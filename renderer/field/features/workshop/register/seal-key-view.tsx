import type { ReactElement } from 'react';
import { type SealRole, sealKeyFingerprint } from '#domain/path-rules/sealed-value.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';

interface SealKeyViewProps {
  readonly reader: SealRole;
  readonly recipient: string;
  /** True where values of this workshop are encrypted to an earlier key. */
  readonly isFurther: boolean;
  readonly onAgree: () => void;
}

const titles = {
  'certificate-desk': 'register.sealKey.names',
  me: 'register.sealKey.addresses',
} as const satisfies Readonly<Record<SealRole, string>>;

/** Question whether names or addresses may be encrypted to a key that headquarters names. */
export function SealKeyView({ reader, recipient, isFurther, onAgree }: SealKeyViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Banner meaning="wait" title={translate(titles[reader])}>
      <p>{translate(isFurther ? 'register.sealKey.further' : 'register.sealKey.text')}</p>
      <p>
        {translate('register.sealKey.fingerprint')} <code dir="ltr">{sealKeyFingerprint(recipient)}</code>
      </p>
      <Button onPress={onAgree}>{translate('register.sealKey.agree')}</Button>
    </Banner>
  );
}
