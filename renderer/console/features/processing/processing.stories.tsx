import type { ReactElement } from 'react';
import { processingRegister } from '#domain/privacy/processing.ts';
import { SampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { ProcessingView } from './processing-view.tsx';

export const about: StoriesAbout = { title: 'Console register of processing', layout: 'page' };

function State({ endsOn }: { readonly endsOn: string | null }): ReactElement {
  const say = useSay();
  const end = endsOn === null ? null : Date.parse(`${endsOn}T00:00:00Z`);
  return (
    <SampleFrame place="processing" viewer="dpo" head={{ title: say('processing.title') }}>
      <ProcessingView lines={processingRegister(end)} endsOn={endsOn} onSave={() => undefined} />
    </SampleFrame>
  );
}

export const Some = (): ReactElement => <State endsOn="2028-06-30" />;
export const EndUnknown = (): ReactElement => <State endsOn={null} />;
