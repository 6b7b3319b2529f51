import { type FormEvent, type ReactElement, useMemo, useState } from 'react';
import { stateCodes, stateNameIn } from '#domain/mission/state-names.ts';
import type { AddLog } from '#renderer/console/api/response-types.ts';
import { languageFacts } from '#renderer/i18n/language.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { Button, Dialog, LongSelect, type LongSelectOption, TextField } from '#renderer/ui';

interface NewMissionViewProps {
  readonly onAdd: (log: AddLog) => void;
  readonly onClose: () => void;
}

/** Dialog that creates a mission: its title, and its State by name. */
export function NewMissionView({ onAdd, onClose }: NewMissionViewProps): ReactElement {
  const translate = useTranslate();
  const states = useStateOptions();
  const [title, setTitle] = useState('');
  const [country, setCountry] = useState<string | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const isMissing = title.trim() === '';
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    setIsAsked(true);
    if (!isMissing) onAdd({ kind: 'mission', title: title.trim(), country });
  };
  return (
    <Dialog
      title={translate('console.missions.add')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={() => submit()}>
            {translate('console.missions.add')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <form className="fb-form" onSubmit={submit}>
        <TextField
          label={translate('path.title')}
          value={title}
          onChange={setTitle}
          maxLength={200}
          problem={isAsked && isMissing ? translate('console.missions.add.title.missing') : undefined}
          autoFocus
        />
        <LongSelect
          label={translate('console.missions.add.state')}
          options={states}
          value={country === null ? [] : [country]}
          onChange={([chosen]) => setCountry(chosen ?? null)}
        />
        <p>{translate('console.missions.add.text')}</p>
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** States by name, in the order of the language. */
function useStateOptions(): readonly LongSelectOption[] {
  const language = useLanguage();
  return useMemo(() => {
    const order = new Intl.Collator(languageFacts[language].locale);
    return stateCodes
      .map((id) => ({ id, label: stateNameIn(id, language) }))
      .toSorted((a, b) => order.compare(a.label, b.label));
  }, [language]);
}
