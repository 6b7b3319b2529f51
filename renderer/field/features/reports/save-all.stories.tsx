import type { ReactElement } from 'react';
import { useLanguage } from '#renderer/i18n';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { type SaveAllChoice, type SaveAllStage, SaveAllView } from './save-all-view.tsx';

export const about: StoriesAbout = { title: 'Save all reports', layout: 'page' };

const nothing = (): void => undefined;

interface ShownProps {
  readonly stage: SaveAllStage;
  readonly formats?: SaveAllChoice['formats'];
}

function Shown({ stage, formats = ['docx', 'pdf', 'xlsx'] }: ShownProps): ReactElement {
  return (
    <SaveAllView
      choice={{ formats, language: useLanguage() }}
      onChoose={nothing}
      codes={['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7']}
      reports={9}
      stage={stage}
      onSave={nothing}
      onShow={nothing}
      onClose={nothing}
    />
  );
}

export const Choosing = (): ReactElement => <Shown stage={{ kind: 'choosing' }} />;
export const WithoutFormat = (): ReactElement => <Shown stage={{ kind: 'choosing' }} formats={[]} />;
export const Saving = (): ReactElement => <Shown stage={{ kind: 'saving', done: 11 }} />;
export const Saved = (): ReactElement => (
  <Shown stage={{ kind: 'saved', done: 27, folder: 'Mission reports' }} />
);
export const Stopped = (): ReactElement => (
  <Shown stage={{ kind: 'failed', done: 11, folder: 'Mission reports', why: 'failed' }} />
);
