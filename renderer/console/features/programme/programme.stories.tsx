import type { ReactElement } from 'react';
import type { Programme } from './programme.ts';
import { SampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { programmeLog } from '#renderer/console/stories/sample-people.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { ProgrammeView } from './programme-view.tsx';

export const about: StoriesAbout = { title: 'Console programme', layout: 'page' };

const running: Programme = {
  log: programmeLog,
  title: 'CT TECH',
  endsOn: '2028-06-30',
  seen: [],
  mayChange: true,
};
const nothing = (): void => undefined;

function State({ programme }: { readonly programme: Programme | null }): ReactElement {
  const say = useSay();
  return (
    <SampleFrame place="programme" isAdministrator head={{ title: say('programme.title') }}>
      <ProgrammeView programme={programme} onSetEnd={nothing} />
    </SampleFrame>
  );
}

export function Some(): ReactElement {
  return <State programme={running} />;
}

export function EndUnknown(): ReactElement {
  return <State programme={{ ...running, endsOn: null }} />;
}

export function ToRead(): ReactElement {
  return <State programme={{ ...running, mayChange: false }} />;
}

export function NoProgramme(): ReactElement {
  return <State programme={null} />;
}
