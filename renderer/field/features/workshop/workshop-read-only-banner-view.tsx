import { Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { WriteMode } from '#domain/kinds/permit.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner } from '#renderer/ui';
import './agenda/workshop.css';

/** Reason why nothing can be changed here. */
export function WorkshopReadOnlyBannerView({ mode }: { readonly mode: WriteMode }): ReactElement | null {
  const translate = useTranslate();
  if (mode === 'removed') return null; // another banner says it
  const isFinal = mode === 'final';
  return (
    <div className="ww-read-only">
      <Banner meaning="info" icon={Lock} title={translate(isFinal ? 'ui.locked' : 'ui.readOnly')}>
        {translate(isFinal ? 'workshop.locked' : 'workshop.reading')}
      </Banner>
    </div>
  );
}
