import type { ReactElement } from 'react';
import { buildProcessingRegister } from '#domain/privacy/processing-register.ts';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { useTranslate } from '#renderer/i18n';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { ProcessingView } from './processing-view.tsx';

export const about: StoriesAbout = { title: 'Console register of processing', layout: 'page' };

const nothing = (): void => undefined;

function State({ endsOn }: { readonly endsOn: string | null }): ReactElement {
  const translate = useTranslate();
  const end = endsOn === null ? null : Date.parse(`${endsOn}T00:00:00Z`);
  return (
    <ConsoleSampleFrame railItem="processing" viewer="dpo" head={{ title: translate('processing.title') }}>
      <ProcessingView
        lines={buildProcessingRegister(end)}
        endsOn={endsOn}
        onSave={nothing}
        list={unfilteredList}
        onList={nothing}
      />
    </ConsoleSampleFrame>
  );
}

export const Some = (): ReactElement => <State endsOn="2028-06-30" />;
export const EndUnknown = (): ReactElement => <State endsOn={null} />;
