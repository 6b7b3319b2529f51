import { type ReactElement, useState } from 'react';
import { checkText } from '#domain/privacy/check-text.ts';
import { type DataRequest, DataRequestKind, daysToAnswer } from '#domain/privacy/data-request.ts';
import { useUnchecked } from '#renderer/console/parts/unchecked-texts.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { TextHitList } from '#renderer/ui/text-hit-list.tsx';
import { entryOf, newEntry, problemsOf, receivedOn, requestOf } from './entry.ts';
import { kindKeys, type NamedMissions } from './request.ts';

interface EntryDialogProps {
  /** What is corrected; null for a new one. */
  readonly entry: DataRequest | null;
  readonly missions: NamedMissions;
  readonly today: string;
  readonly onKeep: (request: DataRequest) => void;
  readonly onClose: () => void;
}

const mostLetters = 200;

/** An entry of the register, to be made or corrected. It asks for no name, and looks for what may reach a person. */
export function EntryDialog({
  entry: given,
  missions,
  today,
  onKeep,
  onClose,
}: EntryDialogProps): ReactElement {
  const say = useSay();
  const [entry, setEntry] = useState(given === null ? newEntry(today) : entryOf(given));
  const [isTried, setIsTried] = useState(false);
  const { unchecked, confirm } = useUnchecked(
    [entry.reference, entry.institution, entry.function].flatMap((text) => checkText(text)),
  );
  const problems = problemsOf(entry);
  const problem = (field: keyof typeof problems): string | undefined => {
    const key = problems[field];
    return isTried && key !== undefined ? say(key) : undefined;
  };
  const keep = (): void => {
    setIsTried(true);
    if (Object.keys(problems).length === 0 && unchecked.length === 0)
      onKeep(requestOf(entry, given?.answer ?? null));
  };
  const write = (change: Partial<typeof entry>): void => setEntry({ ...entry, ...change });
  return (
    <FormDialog
      title={say(given === null ? 'rights.enter' : 'rights.correct')}
      act={say('rights.keep')}
      problem={isTried && unchecked.length > 0 ? say('desk.check.open') : null}
      onAct={keep}
      onClose={onClose}
    >
      <Select
        label={say('rights.kind')}
        options={DataRequestKind.options.map((id) => ({ id, label: say(kindKeys[id]) }))}
        value={entry.kind}
        onChange={(kind) => write({ kind })}
      />
      <TextField
        label={say('rights.reference')}
        description={say('rights.reference.help')}
        value={entry.reference}
        onChange={(reference) => write({ reference })}
        maxLength={mostLetters}
        problem={problem('reference')}
        autoFocus
      />
      <DateField
        label={say('rights.receivedOn')}
        value={entry.receivedOn}
        onChange={(day) => setEntry(receivedOn(entry, day))}
        problem={problem('receivedOn')}
      />
      <DateField
        label={say('rights.dueOn')}
        description={say('rights.dueOn.help', { days: daysToAnswer })}
        value={entry.dueOn}
        onChange={(dueOn) => write({ dueOn })}
        problem={problem('dueOn')}
      />
      <Select
        label={say('rights.about')}
        options={[
          { id: '', label: say('rights.about.programme') },
          ...missions.map(({ log, title }) => ({ id: log, label: title || say('console.untitled') })),
        ]}
        value={entry.log}
        onChange={(log) => write({ log })}
      />
      <TextField
        label={say('rights.institution')}
        description={say('rights.institution.help')}
        value={entry.institution}
        onChange={(institution) => write({ institution })}
        maxLength={mostLetters}
      />
      <TextField
        label={say('rights.function')}
        value={entry.function}
        onChange={(role) => write({ function: role })}
        maxLength={mostLetters}
      />
      <TextHitList hits={unchecked} onConfirm={confirm} />
    </FormDialog>
  );
}
