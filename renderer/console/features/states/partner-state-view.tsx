import { Pencil } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { InstitutionsResponse } from '#api/programme-api.ts';
import {
  type InstitutionRegister,
  institutionNameIn,
  type PartnerState,
  presentEntryOf,
} from '#domain/programme/institutions.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, FactList, PageSection, TextLink } from '#renderer/ui';
import { type ChangePartnerState, PartnerStateDialog } from './partner-state-dialog.tsx';

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
    <>
      {partner === undefined ? (
        <p className="states-partner-none">
          {translate('states.partner.none')}
          <TextLink onPress={() => setIsEditing(true)}>{translate('states.partner.add')}</TextLink>
        </p>
      ) : (
        <PageSection
          title={translate('states.partner')}
          action={
            onChange !== null && (
              <Button icon={Pencil} onPress={() => setIsEditing(true)}>
                {translate('states.partner.edit')}
              </Button>
            )
          }
        >
          <PartnerFacts value={partner.value} register={register} />
        </PageSection>
      )}
      {isEditing && onChange !== null && (
        <PartnerStateDialog
          {...props}
          onChange={async (institutionChange) => {
            const isSaved = await onChange(institutionChange);
            if (isSaved) setIsEditing(false);
            return isSaved;
          }}
          onClose={() => setIsEditing(false)}
        />
      )}
    </>
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
    { term: translate('path.partnerState.function'), value: value.function },
    { term: translate('path.partnerState.channel'), value: value.channel },
    { term: translate('path.partnerState.agreement'), value: value.agreement },
  ];
  return (
    <FactList
      facts={[
        { term: translate('path.status'), value: translate(valueLabels.partnerStateStatus[value.status]) },
        { term: translate('path.partnerState.institution'), value: institution },
        ...texts.filter((one) => one.value !== '').map((one) => ({ ...one, value: <bdi>{one.value}</bdi> })),
      ]}
    />
  );
}
