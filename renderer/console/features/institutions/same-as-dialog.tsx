import { type ReactElement, useState } from 'react';
import type { ProposedInstitution } from '#api/programme-api.ts';
import { type InstitutionRegister, mostOtherNames } from '#domain/programme/institutions.ts';
import { useTranslate } from '#renderer/i18n';
import { FormDialog, LongSelect } from '#renderer/ui';
import type { ChangeInstitutions } from './institution-dialog.tsx';
import { institutionOptions, useInstitutionTexts } from './institution-texts.ts';

interface SameAsDialogProps {
  readonly register: InstitutionRegister;
  readonly proposal: ProposedInstitution;
  readonly onChange: ChangeInstitutions;
  readonly onClose: () => void;
}

/** Choice of the institution that a name in records means: the name becomes one of its other names. */
export function SameAsDialog({ register, proposal, onChange, onClose }: SameAsDialogProps): ReactElement {
  const translate = useTranslate();
  const institutionTexts = useInstitutionTexts();
  const [chosen, setChosen] = useState<string | null>(proposal.alike[0] ?? null);
  const institutionEntry = chosen === null ? undefined : register.entries.get(chosen);
  const selectOptions = institutionOptions(register, proposal.country, institutionTexts);
  const isFull = (institutionEntry?.value.otherNames.length ?? 0) >= mostOtherNames;
  const link = (): Promise<boolean> => {
    if (institutionEntry === undefined || isFull) return Promise.resolve(false);
    // Over the present entry: a colleague's change that arrived meanwhile stays.
    const { id, seen, value } = institutionEntry;
    const otherNames = [...value.otherNames, proposal.name];
    return onChange([{ list: 'institutions', id, seen, value: { ...value, otherNames } }]);
  };
  return (
    <FormDialog
      title={translate('institutions.same.title', { name: proposal.name })}
      act={translate('institutions.same.save')}
      problem={isFull ? translate('institutions.refused.names') : null}
      onAct={link}
      onClose={onClose}
    >
      <p>{translate(selectOptions.length === 0 ? 'institutions.same.none' : 'institutions.same.text')}</p>
      <LongSelect
        label={translate('path.institution.name')}
        options={selectOptions}
        value={chosen === null ? [] : [chosen]}
        onChange={([id]) => setChosen(id ?? null)}
        hasFirstFocus
      />
    </FormDialog>
  );
}
