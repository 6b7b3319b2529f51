import { Handshake, Pencil } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { InstitutionChange, InstitutionsResponse } from '#api/programme-api.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import {
  type InstitutionRegister,
  institutionNameIn,
  PartnerState,
  PartnerStateStatus,
  presentEntryOf,
} from '#domain/programme/institutions.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  EmptyState,
  FactList,
  FormDialog,
  LongSelect,
  PageSection,
  Select,
  TextField,
} from '#renderer/ui';

type ChangePartnerState = (institutionChange: InstitutionChange) => void;

export interface PartnerStateViewProps {
  readonly country: string;
  readonly states: InstitutionsResponse['states'];
  readonly register: InstitutionRegister;
  /** Null for readers. */
  readonly onChange: ChangePartnerState | null;
}

/** Partnership of a State with the programme: its status, and its focal point. Nothing for readers of another State. */
export function PartnerStateView(props: PartnerStateViewProps): ReactElement | null {
  const { country, states, register, onChange } = props;
  const translate = useTranslate();
  const [isEditing, setIsEditing] = useState(false);
  const partner = states.find(({ state }) => state === country);
  if (partner === undefined && onChange === null) return null;
  return (
    <PageSection
      title={translate('states.partner')}
      action={
        onChange !== null && (
          <Button icon={Pencil} onPress={() => setIsEditing(true)}>
            {translate(partner === undefined ? 'states.partner.add' : 'states.partner.edit')}
          </Button>
        )
      }
    >
      {partner === undefined ? (
        <EmptyState icon={Handshake} title={translate('states.partner.none')} />
      ) : (
        <PartnerFacts value={partner.value} register={register} />
      )}
      {isEditing && onChange !== null && (
        <PartnerStateDialog
          {...props}
          onChange={(institutionChange) => {
            setIsEditing(false);
            onChange(institutionChange);
          }}
          onClose={() => setIsEditing(false)}
        />
      )}
    </PageSection>
  );
}

interface PartnerFactsProps {
  readonly value: PartnerState;
  readonly register: InstitutionRegister;
}

function PartnerFacts({ value, register }: PartnerFactsProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const institutionEntry = value.institution === null ? null : presentEntryOf(register, value.institution);
  const institution =
    value.institution === null ? (
      translate('states.partner.institution.none')
    ) : institutionEntry === null ? (
      translate('states.partner.institution.gone')
    ) : (
      <bdi>
        {institutionNameIn(institutionEntry.value.names, language)}
        {institutionEntry.value.isClosed && ` (${translate('path.institution.closed')})`}
      </bdi>
    );
  const texts = [
    { term: translate('states.partner.function'), value: value.function },
    { term: translate('states.partner.channel'), value: value.channel },
    { term: translate('states.partner.agreement'), value: value.agreement },
  ];
  return (
    <FactList
      facts={[
        { term: translate('path.status'), value: translate(valueLabels.partnerStateStatus[value.status]) },
        { term: translate('states.partner.institution'), value: institution },
        ...texts.filter((one) => one.value !== '').map((one) => ({ ...one, value: <bdi>{one.value}</bdi> })),
      ]}
    />
  );
}

const emptyPartner: PartnerState = {
  status: 'proposed',
  institution: null,
  function: '',
  channel: '',
  agreement: '',
};

interface PartnerStateDialogProps extends Pick<PartnerStateViewProps, 'country' | 'states' | 'register'> {
  readonly onChange: ChangePartnerState;
  readonly onClose: () => void;
}

/** Form of a partner State. Its focal point is an institution of that State and a function, never a person. */
export function PartnerStateDialog(props: PartnerStateDialogProps): ReactElement {
  const { country, states, register, onChange, onClose } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const partner = states.find(({ state }) => state === country);
  const [value, setValue] = useState(partner?.value ?? emptyPartner);
  const change = (part: Partial<PartnerState>): void => setValue({ ...value, ...part });
  const partnerAddress = { list: 'states', id: country, seen: partner?.seen ?? [] } as const;
  const options = [...register.entries.values()]
    .filter(
      (institutionEntry) =>
        institutionEntry.value.state === country && institutionEntry.value.mergedInto === null,
    )
    .map((institutionEntry) => ({
      id: institutionEntry.id,
      label: institutionNameIn(institutionEntry.value.names, language),
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  const { data } = PartnerState.safeParse(value);
  const hits = [value.function, value.channel, value.agreement].flatMap((text) => findPersonalData(text));
  const textField = (part: 'function' | 'channel' | 'agreement', help?: string): ReactElement => (
    <TextField
      label={translate(textLabels[part])}
      description={help}
      value={value[part]}
      onChange={(text) => change({ [part]: text })}
      maxLength={200}
    />
  );
  return (
    <FormDialog
      title={translate('states.partner')}
      act={translate('ui.save')}
      problem={null}
      onAct={() => {
        if (data !== undefined) onChange({ ...partnerAddress, value: data });
      }}
      onClose={onClose}
    >
      <Select
        label={translate('path.status')}
        options={PartnerStateStatus.options.map((id) => ({
          id,
          label: translate(valueLabels.partnerStateStatus[id]),
        }))}
        value={value.status}
        onChange={(status) => change({ status })}
      />
      <LongSelect
        label={translate('states.partner.institution')}
        description={translate(
          options.length === 0 ? 'states.partner.institution.add' : 'states.partner.institution.help',
        )}
        options={options}
        value={value.institution === null ? [] : [value.institution]}
        onChange={([id]) => change({ institution: id ?? null })}
      />
      {textField('function', translate('states.partner.function.help'))}
      {textField('channel', translate('states.partner.channel.help'))}
      {textField('agreement')}
      {hits.length > 0 && (
        <Banner meaning="wait" isAnnounced>
          {translate('states.partner.noPersons')}
        </Banner>
      )}
      {partner !== undefined && (
        <div>
          <Button kind="danger" onPress={() => onChange({ ...partnerAddress, value: null })}>
            {translate('ui.remove')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}

const textLabels = {
  function: 'states.partner.function',
  channel: 'states.partner.channel',
  agreement: 'states.partner.agreement',
} as const;
