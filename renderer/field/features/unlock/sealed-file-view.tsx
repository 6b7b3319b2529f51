import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';

/** Where the work is that headquarters does not have yet; only headquarters opens the file. */
export function SealedFileView({ file }: { readonly file: string }): ReactElement {
  const say = useSay();
  return (
    <>
      <p>{say('vault.revoked.file')}</p>
      <p className="unlock-path">
        <code dir="ltr">{file}</code>
      </p>
    </>
  );
}
