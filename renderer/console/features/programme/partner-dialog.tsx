import { type ReactElement, useState } from 'react';
import type { TeamCandidate } from '#api/missions-api.ts';
import type { ProgrammeFactChange, ProgrammeOverview } from '#api/programme-api.ts';
import { ProgrammePartner } from '#domain/programme/programme.ts';
import { personText } from '#renderer/console/parts/person-name.tsx';
import { useTranslate } from '#renderer/i18n';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { CheckRows } from '#renderer/ui';
import { FactItemForm, type ItemDialogProps, useFactKey } from './fact-item-form.tsx';

type Facts = ProgrammeOverview['facts'];

/** Fields of a partner. */
export const partnerRows: readonly FieldRow<keyof ProgrammePartner>[] = ['name', 'kind', 'part', 'areas'];

const emptyPartner: ProgrammePartner = { name: '', kind: 'un-entity', part: 'delivers', areas: [] };

interface PartnerDialogProps extends ItemDialogProps<'partners'> {
  readonly facts: Facts;
  /** People who may work for a partner. */
  readonly officers: readonly TeamCandidate[];
}

/** Form of one partner, with the people who work for it. */
export function PartnerDialog(props: PartnerDialogProps): ReactElement {
  const { item, facts, officers, onChange, onClose } = props;
  const translate = useTranslate();
  const factKey = useFactKey(item);
  const [chosen, setChosen] = useState(() => officersOf(factKey.id, facts));
  return (
    <FactItemForm
      list="partners"
      title={translate(item === null ? 'programme.partner.add' : 'programme.partner.edit')}
      rows={() => partnerRows}
      stored={item?.value ?? emptyPartner}
      options={() => ({ name: { hasFirstFocus: true } })}
      findProblems={({ name }) => ({
        name: name.trim() === '' ? translate('programme.partner.name.missing') : undefined,
      })}
      onSave={(values) =>
        onChange([
          { list: 'partners', ...factKey, value: ProgrammePartner.parse(values) },
          ...officerChangesOf(factKey.id, facts, chosen),
        ])
      }
      onRemove={item && (() => onChange([{ list: 'partners', ...factKey, value: null }]))}
      onClose={onClose}
    >
      {officers.length > 0 && (
        <CheckRows
          label={translate('programme.partner.officers')}
          description={translate('programme.partner.officers.help')}
          rows={officers.map((teamCandidate) => ({
            value: teamCandidate.person,
            text: personText(teamCandidate),
          }))}
          value={chosen}
          onChange={setChosen}
          isCompact
        />
      )}
    </FactItemForm>
  );
}

const officersOf = (partner: string, { officers }: Facts): readonly string[] =>
  officers.filter(({ value }) => value === partner).map(({ id }) => id);

/** Changes that make exactly these people the officers of a partner. */
const officerChangesOf = (
  partner: string,
  facts: Facts,
  chosen: readonly string[],
): readonly ProgrammeFactChange[] => {
  const before = officersOf(partner, facts);
  const change = (id: string, value: string | null): ProgrammeFactChange => ({
    list: 'officers',
    id,
    value,
    seen: facts.officers.find((officer) => officer.id === id)?.seen ?? [],
  });
  return [
    ...chosen.filter((id) => !before.includes(id)).map((id) => change(id, partner)),
    ...before.filter((id) => !chosen.includes(id)).map((id) => change(id, null)),
  ];
};
