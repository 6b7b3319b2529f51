import { Building2, HandCoins, Pencil, Plus } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { TeamCandidate } from '#api/missions-api.ts';
import type { ProgrammeOverview } from '#api/programme-api.ts';
import {
  type ProgrammeMonth,
  phaseDaysOf,
  phasesInMonth,
  programmeMonthOn,
} from '#domain/programme/programme.ts';
import { type ListColumn, OwnSortedTableView } from '#renderer/console/parts/list-filters-view.tsx';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  EmptyState,
  localDayOf,
  PageSection,
  SortableTable,
  type TableColumn,
  useNowMs,
} from '#renderer/ui';
import type { ChangeFacts } from './fact-item-form.tsx';
import { phaseResultsOf, phaseTitleOf } from './phase-texts.ts';
import { type EditedFact, FactDialog } from './programme-fact-dialogs.tsx';
import './programme.css';

type Facts = ProgrammeOverview['facts'];

interface ProgrammeFactsViewProps {
  readonly programme: ProgrammeOverview;
  readonly officers: readonly TeamCandidate[];
  readonly work: ReactNode;
  readonly onChange: ChangeFacts;
}

/** Name, time, phases, funding lines and partners of the programme; its manager changes them here. */
export function ProgrammeFactsView(props: ProgrammeFactsViewProps): ReactElement {
  const { programme, officers, work, onChange } = props;
  const { facts } = programme;
  const [editedFact, setEdited] = useState<EditedFact | null>(null);
  const onEdit = facts.mayChange ? setEdited : null;
  const programmeMonth = programmeMonthOn(localDayOf(useNowMs()), facts.startsOn.value, programme.endsOn);
  return (
    <>
      <ProgrammeNowView programme={programme} month={programmeMonth} onEdit={onEdit} />
      {work}
      <PhasesView programme={programme} month={programmeMonth} onEdit={onEdit} />
      <FundingView facts={facts} onEdit={onEdit} />
      <PartnersView facts={facts} onEdit={onEdit} />
      {editedFact !== null && (
        <FactDialog
          {...{ facts, officers, edited: editedFact }}
          onChange={async (factChanges) => {
            const isSaved = await onChange(factChanges);
            if (isSaved) setEdited(null);
            return isSaved;
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

type EditFact = ((editedFact: EditedFact) => void) | null;

interface PlacedProgrammeProps {
  readonly programme: ProgrammeOverview;
  readonly month: ProgrammeMonth | null;
  /** Null for readers. */
  readonly onEdit: EditFact;
}

/** Month of the programme, its days, the bars of its phases, and the results that are due now. */
function ProgrammeNowView({ programme, month, onEdit }: PlacedProgrammeProps): ReactElement {
  const translate = useTranslate();
  const { date, list } = useFormat();
  const { startsOn, phases } = programme.facts;
  const running = month === null ? [] : phasesInMonth(phases, month);
  const days = [startsOn.value, programme.endsOn].flatMap((day) =>
    day === null ? [] : [date(localNoonMs(day))],
  );
  return (
    <PageSection
      title={programme.title}
      action={
        onEdit !== null && (
          <Button icon={Pencil} onPress={() => onEdit({ kind: 'about' })}>
            {translate('programme.facts.edit')}
          </Button>
        )
      }
    >
      {month === null ? (
        <Banner meaning="wait" isQuiet>
          {translate(onEdit === null ? 'programme.month.unknown' : 'programme.month.enter')}
        </Banner>
      ) : (
        <div className="console-programme-now">
          <div>
            <p className="console-programme-month">{translate(monthKeys[month.kind], month)}</p>
            <p className="fb-field-help">{days.join(' – ')}</p>
          </div>
          <PhaseBars phases={phases} month={month} />
        </div>
      )}
      {running.length > 0 && (
        <ul className="console-programme-due">
          {running.map((phase) => {
            const last = phaseDaysOf(phase.value, startsOn.value)?.to;
            const results = phaseResultsOf(phase, translate);
            return (
              <li key={phase.id}>
                <strong>{phaseTitleOf(phase, translate)}</strong>
                {last !== undefined &&
                  ` ${translate('programme.phase.until', { day: date(localNoonMs(last)) })}`}
                {results.length > 0 && (
                  <div className="fb-field-help">
                    {translate('programme.phase.due', { results: list(results) })}
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </PageSection>
  );
}

const monthKeys = {
  before: 'programme.month.before',
  running: 'programme.month.running',
  over: 'programme.month.over',
} as const satisfies { readonly [K in ProgrammeMonth['kind']]: MessageKey };

interface PhaseBarsProps {
  readonly phases: Facts['phases'];
  readonly month: ProgrammeMonth;
}

/** Bars of the phases over the months, each with a line for this month. The table below says the same. */
function PhaseBars({ phases, month }: PhaseBarsProps): ReactElement {
  const translate = useTranslate();
  const of = Math.max(month.of, ...phases.map(({ value }) => value.to));
  const percent = (months: number): string => `${(months / of) * 100}%`;
  return (
    <div className="console-programme-bars" aria-hidden>
      {phases.map((phase) => {
        const { from, to } = phase.value;
        const when = phaseTimeOf(phase, month);
        return (
          <div key={phase.id} className="console-programme-bar-row" data-when={when}>
            <span>{phaseTitleOf(phase, translate)}</span>
            <span className="console-programme-track">
              <span
                className="console-programme-bar"
                style={{ insetInlineStart: percent(from - 1), inlineSize: percent(to - from + 1) }}
              />
              {month.kind === 'running' && (
                <span
                  className="console-programme-today"
                  style={{ insetInlineStart: percent(month.month - 0.5) }}
                />
              )}
            </span>
          </div>
        );
      })}
    </div>
  );
}

type PhaseTime = 'past' | 'now' | 'later';
const phaseTimeKeys = {
  past: 'programme.phase.past',
  now: 'programme.phase.now',
  later: 'programme.phase.later',
} as const satisfies { readonly [T in PhaseTime]: MessageKey };

function phaseTimeOf({ value }: Facts['phases'][number], { kind, month }: ProgrammeMonth): PhaseTime {
  if (kind === 'over' || (kind === 'running' && value.to < month)) return 'past';
  return kind === 'running' && value.from <= month ? 'now' : 'later';
}

/** Column with the button that edits a row; none for readers. */
function useEditColumn<Item>(
  onEdit: EditFact,
  editedOf: (item: Item) => EditedFact,
  nameOf: (item: Item) => string,
): readonly TableColumn<Item>[] {
  const translate = useTranslate();
  if (onEdit === null) return [];
  return [
    {
      id: 'edit',
      title: translate('ui.edit'),
      isTitleHidden: true,
      isActions: true,
      cell: (item) => (
        <Button
          kind="quiet"
          label={`${translate('ui.edit')}: ${nameOf(item)}`}
          onPress={() => onEdit(editedOf(item))}
        >
          {translate('ui.edit')}
        </Button>
      ),
    },
  ];
}

interface FactSectionProps {
  readonly title: string;
  readonly description?: string;
  readonly add: string;
  readonly added: EditedFact;
  readonly onEdit: EditFact;
  readonly children: ReactNode;
}

/** Section of a list; its manager adds to it. */
const FactSection = ({ add, added, onEdit, ...section }: FactSectionProps): ReactElement => (
  <PageSection
    {...section}
    action={
      onEdit !== null && (
        <Button icon={Plus} onPress={() => onEdit(added)}>
          {add}
        </Button>
      )
    }
  />
);

function PhasesView({ programme, month, onEdit }: PlacedProgrammeProps): ReactElement {
  const translate = useTranslate();
  const { date, list } = useFormat();
  const { phases, startsOn } = programme.facts;
  type Phase = Facts['phases'][number];
  const tableColumns: readonly TableColumn<Phase>[] = [
    {
      id: 'phase',
      title: translate('path.phase'),
      cell: (phase) => (
        <NameCell
          name={phaseTitleOf(phase, translate)}
          note={month === null ? '' : translate(phaseTimeKeys[phaseTimeOf(phase, month)])}
        />
      ),
    },
    {
      id: 'months',
      title: translate('programme.phase.months'),
      cell: ({ value }) => {
        const days = phaseDaysOf(value, startsOn.value);
        return (
          <NameCell
            name={translate('programme.phase.span', { from: value.from, to: value.to })}
            note={days === null ? '' : `${date(localNoonMs(days.from))} – ${date(localNoonMs(days.to))}`}
          />
        );
      },
    },
    {
      id: 'results',
      title: translate('path.phase.results'),
      cell: (phase) => list(phaseResultsOf(phase, translate)),
    },
    ...useEditColumn<Phase>(
      onEdit,
      (item) => ({ kind: 'phase', item }),
      (item) => phaseTitleOf(item, translate),
    ),
  ];
  return (
    <FactSection
      title={translate('programme.phases')}
      description={translate('programme.phases.text')}
      add={translate('programme.phase.add')}
      added={{ kind: 'phase', item: null }}
      onEdit={onEdit}
    >
      <SortableTable
        label={translate('programme.phases')}
        rows={phases}
        rowId={({ id }) => id}
        columns={tableColumns}
      />
    </FactSection>
  );
}

interface FactListProps {
  readonly facts: Facts;
  readonly onEdit: EditFact;
}

function FundingView({ facts, onEdit }: FactListProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  type Line = Facts['funding'][number];
  const listColumns: readonly ListColumn<Line>[] = [
    {
      id: 'line',
      title: translate('path.item.fundingLine'),
      sortBy: ({ value }) => value.title,
      cell: ({ value }) => <bdi>{value.title}</bdi>,
    },
    {
      id: 'donor',
      title: translate('path.fundingLine.donor'),
      sortBy: ({ value }) => value.donor,
      cell: ({ value }) => <bdi>{value.donor}</bdi>,
    },
    {
      id: 'to',
      title: translate('path.to'),
      sortBy: ({ value }) => value.endsOn,
      cell: ({ value }) => (value.endsOn === null ? '–' : date(localNoonMs(value.endsOn))),
    },
    ...useEditColumn<Line>(
      onEdit,
      (item) => ({ kind: 'funding', item }),
      ({ value }) => value.title,
    ),
  ];
  return (
    <FactSection
      title={translate('programme.funding')}
      add={translate('programme.funding.add')}
      added={{ kind: 'funding', item: null }}
      onEdit={onEdit}
    >
      <OwnSortedTableView
        label={translate('programme.funding')}
        rows={facts.funding}
        rowId={({ id }) => id}
        columns={listColumns}
        empty={<EmptyState icon={HandCoins} title={translate('programme.funding.none')} />}
      />
    </FactSection>
  );
}

function PartnersView({ facts, onEdit }: FactListProps): ReactElement {
  const translate = useTranslate();
  const { list } = useFormat();
  type Partner = Facts['partners'][number];
  const listColumns: readonly ListColumn<Partner>[] = [
    {
      id: 'name',
      title: translate('path.partner'),
      sortBy: ({ value }) => value.name,
      cell: ({ value }) => (
        <NameCell name={value.name} note={translate(valueLabels.partnerKind[value.kind])} />
      ),
    },
    {
      id: 'part',
      title: translate('path.partner.part'),
      sortBy: ({ value }) => value.part,
      cell: ({ value }) => translate(valueLabels.partnerPart[value.part]),
    },
    {
      id: 'areas',
      title: translate('path.partner.areas'),
      cell: ({ value }) => list(value.areas.map((area) => translate(valueLabels.mandateArea[area]))),
    },
    ...useEditColumn<Partner>(
      onEdit,
      (item) => ({ kind: 'partner', item }),
      ({ value }) => value.name,
    ),
  ];
  return (
    <FactSection
      title={translate('programme.partners')}
      description={translate('programme.partners.text')}
      add={translate('programme.partner.add')}
      added={{ kind: 'partner', item: null }}
      onEdit={onEdit}
    >
      <OwnSortedTableView
        label={translate('programme.partners')}
        rows={facts.partners}
        rowId={({ id }) => id}
        columns={listColumns}
        empty={<EmptyState icon={Building2} title={translate('programme.partners.none')} />}
      />
    </FactSection>
  );
}
