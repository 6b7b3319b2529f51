import { HardDrive } from 'lucide-react';
import type { ReactElement } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { StatusPart } from '#renderer/ui/status-bar.tsx';
import { saveFailureMessages } from './save-failure-messages.ts';
import type { StatusFacts } from './status-facts.ts';

interface SavedPartViewProps {
  readonly saved: StatusFacts['saved'];
}

/** Is what a person did on this laptop's disk (D1)? */
export function SavedPartView({ saved }: SavedPartViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  switch (saved.kind) {
    case 'nothing':
      return (
        <StatusPart text={say('frame.status.nothingWritten')} title={say('frame.status.nothingWritten')}>
          {say('frame.status.nothingWritten.explained')}
        </StatusPart>
      );
    case 'saving':
      return (
        <StatusPart meaning="info" text={say('frame.status.saving')} title={say('frame.status.saving.title')}>
          {say('frame.status.saving.explained')}
        </StatusPart>
      );
    case 'failed':
      return (
        <StatusPart
          meaning="bad"
          text={say('frame.status.notSaved')}
          title={say('frame.status.notSaved.title')}
        >
          {say(saveFailureMessages[saved.code].text)}
        </StatusPart>
      );
    case 'saved': {
      const { text, explained } = looks[saved.how];
      return (
        <StatusPart
          {...(saved.how === 'journal' ? { meaning: 'good' } : { meaning: 'wait', icon: HardDrive })}
          text={say(text, { time: format.timeWithSeconds(saved.atMs) })}
          title={say('frame.status.saved.title')}
        >
          {say(explained)}
        </StatusPart>
      );
    }
  }
}

const looks = {
  journal: { text: 'frame.status.saved', explained: 'frame.status.saved.explained' },
  noJournal: { text: 'frame.status.saved.noJournal', explained: 'frame.status.saved.noJournalExplained' },
  lastRoom: { text: 'frame.status.saved.lastRoom', explained: 'frame.status.saved.lastRoomExplained' },
} as const satisfies {
  readonly [how in string]: { readonly text: MessageKey; readonly explained: MessageKey };
};
