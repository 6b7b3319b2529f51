import { type ReactElement, useState } from 'react';
import type { InstitutionChange, InstitutionsResponse } from '#api/programme-api.ts';
import { type InstitutionRegister, institutionNameIn, PartnerState } from '#domain/programme/institutions.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { Button, LongSelect, type LongSelectOption } from '#renderer/ui';

/** Save the partnership at headquarters; answers whether it took it. */
export type ChangePartnerState = (institutionChange: InstitutionChange) => Promise<boolean>;

/** Fields of a partner State. */
export const partnerStateRows: readonly FieldRow<keyof PartnerState>[] = [
  'status',
  'institution',
  'function',
  'channel',
  'agreement',
];

const emptyPartnerState: PartnerState = {
  status: 'proposed',
  institution: null,
  function: '',
  channel: '',
  agreement: '',
};

interface PartnerStateDialogProps {
  readonly country: string;
  readonly states: InstitutionsResponse['states'];
  readonly register: InstitutionRegister;
  readonly onChange: ChangePartnerState;
  readonly onClose: () => void;
}

/** Form of a partner State. Its focal point is an institution of that State and a function, never a person. */
export function PartnerStateDialog(props: PartnerStateDialogProps): ReactElement {
  const { country, states, register, onChange, onClose } = props;
  const translate = useTranslate();
  const options = useStateInstitutions(register, country);
  // A change that arrives while the form is open is not written over: headquarters refuses it.
  const [opened] = useState(() => states.find(({ state }) => state === country));
  const write = (value: PartnerState | null): Promise<boolean> =>
    onChange({ list: 'states', id: country, seen: opened?.seen ?? [], value });
  return (
    <RecordFormDialog
      title={translate('states.partner')}
      act={translate('ui.save')}
      subject={{ kind: 'programme', below: 'states/*' }}
      rows={() => partnerStateRows}
      stored={opened?.value ?? emptyPartnerState}
      drawn={({ institution }, change) => ({
        institution: (
          <LongSelect
            label={translate('path.partnerState.institution')}
            description={translate(
              options.length === 0 ? 'states.partner.institution.add' : 'path.partnerState.institution.help',
            )}
            options={options}
            value={institution === null ? [] : [institution]}
            onChange={([id]) => change({ institution: id ?? null })}
          />
        ),
      })}
      below={() =>
        opened !== undefined && (
          <div>
            <Button kind="danger" onPress={() => void write(null)}>
              {translate('ui.remove')}
            </Button>
          </div>
        )
      }
      onSave={(value) => write(PartnerState.parse(value))}
      onClose={onClose}
    />
  );
}

/** Present institutions of a State, to choose its focal point of. */
function useStateInstitutions(register: InstitutionRegister, country: string): readonly LongSelectOption[] {
  const language = useLanguage();
  return [...register.entries.values()]
    .filter(({ value }) => value.state === country && value.mergedInto === null)
    .map(({ id, value }) => ({ id, label: institutionNameIn(value.names, language) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
}
