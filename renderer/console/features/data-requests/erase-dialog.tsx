import { Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { ErasedPart } from '#domain/document/erase-ops.ts';
import { erasableParts } from '#domain/privacy/erase-alone.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Facts } from '#renderer/ui/facts.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import type { FoundWords } from './found-words.ts';
import type { FoundPlace } from './request.ts';
import './data-requests.css';

interface EraseDialogProps {
  readonly place: FoundPlace;
  readonly words: FoundWords;
  readonly isAsking: boolean;
  readonly onErase: (part: ErasedPart) => void;
  readonly onClose: () => void;
}

/** Asks what of a field is erased, and says what that reaches and what it does not. */
export function EraseDialog({ place, words, isAsking, onErase, onClose }: EraseDialogProps): ReactElement {
  const say = useSay();
  const [chosen, setChosen] = useState<ErasedPart>(place.stands === 'now' ? 'all' : 'past');
  const parts = erasableParts(place.kind, place.path);
  const part = parts.includes(chosen) ? chosen : 'past';
  return (
    <Dialog
      role="alertdialog"
      title={say('rights.erase.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" icon={Trash2} isPending={isAsking} onPress={() => onErase(part)}>
            {say('rights.erase.yes')}
          </Button>
          <Button hasFirstFocus onPress={onClose}>
            {say('ui.cancel')}
          </Button>
        </>
      }
    >
      <Facts
        facts={[
          { term: say('rights.found.field'), value: <bdi>{words.field}</bdi> },
          { term: say('rights.found.record'), value: <bdi>{`${words.record} ${words.recordId}`}</bdi> },
          { term: say('console.kind.mission'), value: <bdi>{words.mission}</bdi> },
        ]}
      />
      {parts.length > 1 ? (
        <RadioRows
          label={say('rights.erase.part')}
          rows={[
            { value: 'all', text: say('rights.erase.all'), description: say('rights.erase.all.text') },
            { value: 'past', text: say('rights.erase.past'), description: say('rights.erase.past.text') },
          ]}
          value={part}
          onChange={setChosen}
        />
      ) : (
        <p>{say('rights.erase.onlyPast')}</p>
      )}
      <ul className="console-rights-reach">
        <li>{say('rights.erase.forGood')}</li>
        <li>{say('rights.erase.laptops')}</li>
        <li>{say('rights.erase.copies')}</li>
      </ul>
    </Dialog>
  );
}
