import { type ReactElement, type ReactNode, useState } from 'react';
import type { TeamCandidate } from '#api/missions-api.ts';
import type { ProgrammeFactChange, ProgrammeOverview } from '#api/programme-api.ts';
import {
  DefaultPhase,
  defaultPhases,
  FundingLine,
  latestPhaseMonth,
  MandateArea,
  PartnerKind,
  PartnerPart,
  ProgrammePartner,
  ProgrammePhase,
} from '#domain/programme/programme.ts';
import { personText } from '#renderer/console/parts/person-name.tsx';
import { type Translate, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Button,
  CheckRows,
  DateField,
  FormDialog,
  NumberField,
  Select,
  TextArea,
  TextField,
} from '#renderer/ui';

type Facts = ProgrammeOverview['facts'];

/** Fact that a dialog changes; `item` is null for a new one. */
export type EditedFact =
  | { readonly kind: 'about' }
  | { readonly kind: 'phase'; readonly item: Facts['phases'][number] | null }
  | { readonly kind: 'funding'; readonly item: Facts['funding'][number] | null }
  | { readonly kind: 'partner'; readonly item: Facts['partners'][number] | null };

export type ChangeFacts = (factChanges: readonly ProgrammeFactChange[]) => void;

interface FactDialogProps {
  readonly facts: Facts;
  /** People who may work for a partner. */
  readonly officers: readonly TeamCandidate[];
  readonly edited: EditedFact;
  readonly onChange: ChangeFacts;
  readonly onClose: () => void;
}

/** Dialog for one fact of the programme. */
export function FactDialog({ edited, facts, officers, ...acts }: FactDialogProps): ReactElement {
  switch (edited.kind) {
    case 'about':
      return <AboutDialog facts={facts} {...acts} />;
    case 'phase':
      return <PhaseDialog item={edited.item} {...acts} />;
    case 'funding':
      return <FundingDialog item={edited.item} {...acts} />;
    case 'partner':
      return <PartnerDialog item={edited.item} facts={facts} officers={officers} {...acts} />;
  }
}

type DialogActs = Pick<FactDialogProps, 'onChange' | 'onClose'>;

function AboutDialog({ facts, onChange, onClose }: DialogActs & { readonly facts: Facts }): ReactElement {
  const translate = useTranslate();
  const [title, setTitle] = useState(facts.name.value ?? '');
  const [startsOn, setStart] = useState(facts.startsOn.value);
  const factChanges: readonly ProgrammeFactChange[] = [
    ...(title.trim() === (facts.name.value ?? '')
      ? []
      : [{ list: 'name' as const, value: title.trim() || null, seen: facts.name.seen }]),
    ...(startsOn === facts.startsOn.value
      ? []
      : [{ list: 'starts-on' as const, value: startsOn, seen: facts.startsOn.seen }]),
  ];
  return (
    <FormDialog
      title={translate('programme.facts.edit')}
      act={translate('ui.save')}
      problem={null}
      onAct={() => (factChanges.length === 0 ? onClose() : onChange(factChanges))}
      onClose={onClose}
    >
      <TextField
        label={translate('path.title')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        autoFocus
      />
      <DateField label={translate('path.from')} value={startsOn} onChange={setStart} />
      <p className="fb-field-help">{translate('programme.facts.edit.text')}</p>
    </FormDialog>
  );
}

interface ItemDialogProps<Item> extends DialogActs {
  readonly item: Item | null;
}

/** Id and dots of an item, or of a new one. */
const itemPlaceOf = (item: Facts['phases' | 'funding' | 'partners'][number] | null) => ({
  id: item?.id ?? crypto.randomUUID(),
  seen: item?.seen ?? [],
});

function PhaseDialog({ item, onChange, onClose }: ItemDialogProps<Facts['phases'][number]>): ReactElement {
  const translate = useTranslate();
  const first = {
    title: item === null ? '' : phaseTitleOf(item, translate),
    results: item === null ? '' : phaseResultsOf(item, translate).join('\n'),
  };
  const [title, setTitle] = useState(first.title);
  const [from, setFrom] = useState<number | null>(item?.value.from ?? null);
  const [to, setTo] = useState<number | null>(item?.value.to ?? null);
  const [results, setResults] = useState(first.results);
  const [isAsked, setIsAsked] = useState(false);
  const { data } = ProgrammePhase.safeParse({
    // An unchanged default text stays the default, in the language of each reader.
    title: item !== null && title === first.title ? item.value.title : title,
    from,
    to,
    results: item !== null && results === first.results ? item.value.results : linesOf(results),
  });
  const place = itemPlaceOf(item);
  return (
    <ItemDialog
      title={translate(item === null ? 'programme.phase.add' : 'programme.phase.edit')}
      onSave={() => {
        setIsAsked(true);
        if (data !== undefined) onChange([{ list: 'phases', ...place, value: data }]);
      }}
      problem={
        isAsked && data === undefined
          ? translate('programme.phase.problem', { most: latestPhaseMonth })
          : null
      }
      onRemove={item === null ? null : () => onChange([{ list: 'phases', ...place, value: null }])}
      onClose={onClose}
    >
      <TextField
        label={translate('path.title')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        autoFocus
      />
      <div className="console-programme-pair">
        <NumberField label={translate('programme.phase.from')} value={from} onChange={setFrom} isWhole />
        <NumberField label={translate('programme.phase.to')} value={to} onChange={setTo} isWhole />
      </div>
      <TextArea
        label={translate('programme.phase.results')}
        description={translate('ui.names.help')}
        value={results}
        onChange={setResults}
        rows={4}
      />
    </ItemDialog>
  );
}

type Phase = Facts['phases'][number];

/** Title of a phase: the programme's own, or that of the default phase. */
export function phaseTitleOf(phase: Phase, translate: Translate): string {
  const { data } = DefaultPhase.safeParse(phase.id);
  return (
    phase.value.title ??
    (data === undefined ? translate('value.untitled') : translate(valueLabels.phase[data]))
  );
}

/** Results that a phase reports: the programme's own, or those of the default phase. */
export function phaseResultsOf(phase: Phase, translate: Translate): readonly string[] {
  const { data } = DefaultPhase.safeParse(phase.id);
  if (phase.value.results !== null) return phase.value.results;
  return data === undefined
    ? []
    : defaultPhases[data].results.map((result) => translate(valueLabels.phaseResult[result]));
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function FundingDialog({ item, onChange, onClose }: ItemDialogProps<Facts['funding'][number]>): ReactElement {
  const translate = useTranslate();
  const [title, setTitle] = useState(item?.value.title ?? '');
  const [donor, setDonor] = useState(item?.value.donor ?? '');
  const [endsOn, setEnd] = useState(item?.value.endsOn ?? null);
  const [isAsked, setIsAsked] = useState(false);
  const { data } = FundingLine.safeParse({ title, donor, endsOn });
  const place = itemPlaceOf(item);
  return (
    <ItemDialog
      title={translate(item === null ? 'programme.funding.add' : 'programme.funding.edit')}
      onSave={() => {
        setIsAsked(true);
        if (data !== undefined) onChange([{ list: 'funding', ...place, value: data }]);
      }}
      problem={isAsked && data === undefined ? translate('programme.funding.problem') : null}
      onRemove={item === null ? null : () => onChange([{ list: 'funding', ...place, value: null }])}
      onClose={onClose}
    >
      <TextField
        label={translate('path.item.fundingLine')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        autoFocus
      />
      <TextField
        label={translate('programme.funding.donor')}
        value={donor}
        onChange={setDonor}
        maxLength={200}
      />
      <DateField label={translate('path.to')} value={endsOn} onChange={setEnd} />
    </ItemDialog>
  );
}

interface PartnerDialogProps extends ItemDialogProps<Facts['partners'][number]> {
  readonly facts: Facts;
  readonly officers: readonly TeamCandidate[];
}

/** Changes that make exactly these people the officers of a partner. */
const officerChangesOf = (
  partner: string,
  { officers }: Facts,
  chosen: readonly string[],
): readonly ProgrammeFactChange[] => {
  const before = officers.filter(({ value }) => value === partner).map(({ id }) => id);
  const seenOf = (id: string) => officers.find((one) => one.id === id)?.seen ?? [];
  const change = (id: string, value: string | null) => ({
    list: 'officers' as const,
    id,
    value,
    seen: seenOf(id),
  });
  return [
    ...chosen.filter((id) => !before.includes(id)).map((id) => change(id, partner)),
    ...before.filter((id) => !chosen.includes(id)).map((id) => change(id, null)),
  ];
};

function PartnerDialog(props: PartnerDialogProps): ReactElement {
  const { item, facts, officers, onChange, onClose } = props;
  const translate = useTranslate();
  const [chosen, setChosen] = useState<readonly string[]>(
    item === null ? [] : facts.officers.filter(({ value }) => value === item.id).map(({ id }) => id),
  );
  const [name, setName] = useState(item?.value.name ?? '');
  const [partnerKind, setKind] = useState<PartnerKind>(item?.value.kind ?? 'un-entity');
  const [partnerPart, setPart] = useState<PartnerPart>(item?.value.part ?? 'delivers');
  const [areas, setAreas] = useState<readonly string[]>(item?.value.areas ?? []);
  const [isAsked, setIsAsked] = useState(false);
  const inOrder = MandateArea.options.filter((area) => areas.includes(area));
  const { data } = ProgrammePartner.safeParse({ name, kind: partnerKind, part: partnerPart, areas: inOrder });
  const place = itemPlaceOf(item);
  return (
    <ItemDialog
      title={translate(item === null ? 'programme.partner.add' : 'programme.partner.edit')}
      onSave={() => {
        setIsAsked(true);
        if (data !== undefined)
          onChange([
            { list: 'partners', ...place, value: data },
            ...officerChangesOf(place.id, facts, chosen),
          ]);
      }}
      problem={isAsked && data === undefined ? translate('programme.partner.problem') : null}
      onRemove={item === null ? null : () => onChange([{ list: 'partners', ...place, value: null }])}
      onClose={onClose}
    >
      <TextField
        label={translate('programme.partner.name')}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
      />
      <Select
        label={translate('programme.partner.kind')}
        options={PartnerKind.options.map((id) => ({ id, label: translate(valueLabels.partnerKind[id]) }))}
        value={partnerKind}
        onChange={setKind}
      />
      <Select
        label={translate('programme.partner.part')}
        options={PartnerPart.options.map((id) => ({ id, label: translate(valueLabels.partnerPart[id]) }))}
        value={partnerPart}
        onChange={setPart}
      />
      <CheckRows
        label={translate('programme.partner.areas')}
        rows={MandateArea.options.map((value) => ({
          value,
          text: translate(valueLabels.mandateArea[value]),
        }))}
        value={areas}
        onChange={setAreas}
        isCompact
      />
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
    </ItemDialog>
  );
}

interface ItemFormDialogProps {
  readonly title: string;
  readonly problem: string | null;
  readonly onSave: () => void;
  /** Null for a new item. */
  readonly onRemove: (() => void) | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Form of one item of a list, with its removal. */
function ItemDialog({ onSave, onRemove, children, ...dialog }: ItemFormDialogProps): ReactElement {
  const translate = useTranslate();
  return (
    <FormDialog {...dialog} act={translate('ui.save')} onAct={onSave}>
      {children}
      {onRemove !== null && (
        <div>
          <Button kind="danger" onPress={onRemove}>
            {translate('ui.remove')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}
