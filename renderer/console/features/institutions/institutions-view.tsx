import { Building2, TriangleAlert } from 'lucide-react';
import { type ReactElement, useMemo, useState } from 'react';
import type { InstitutionsResponse, ProposedInstitution } from '#api/programme-api.ts';
import { mentionsEveryWord } from '#base/list-rows.ts';
import {
  allNamesOf,
  duplicatesIn,
  type InstitutionRegister,
  InstitutionType,
  institutionNameIn,
  registerOf,
} from '#domain/programme/institutions.ts';
import { foldSearchText } from '#domain/search/search-words.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import {
  type ListColumn,
  ListFiltersView,
  NothingFound,
  SortedTableView,
} from '#renderer/console/parts/list-filters-view.tsx';
import { type ListQuery } from '#renderer/console/parts/list-query.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, EmptyState, MeaningIcon, PageSection, ScreenPage } from '#renderer/ui';
import {
  type ChangeInstitutions,
  type EditedInstitution,
  InstitutionDialog,
  SameAsDialog,
} from './institution-dialog.tsx';
import { MoreLine, mostShown, ProposalsView } from './institution-proposals-view.tsx';
import { useInstitutionTexts } from './institution-texts.ts';
import './institutions.css';

/** Filters beside the types, and the filter for institutions of no State. */
const presentFilter = 'present';
const closedFilter = 'closed';
const duplicateFilter = 'duplicate';
const statelessFilter = 'stateless';

type Row = InstitutionsResponse['institutions'][number];

interface InstitutionsViewProps {
  readonly response: InstitutionsResponse;
  readonly list: ListQuery;
  /** Entry of the open dialog. */
  readonly edited: EditedInstitution | null;
  readonly recordHref: (recordAddress: ProposedInstitution['first']) => string;
  readonly onList: (listQuery: ListQuery) => void;
  readonly onEdit: (editedInstitution: EditedInstitution | null) => void;
  readonly onChange: ChangeInstitutions;
}

/** Register of institutions, with the names in records that it does not have yet. */
export function InstitutionsView(props: InstitutionsViewProps): ReactElement {
  const { response, edited, onEdit, onChange } = props;
  const register = useMemo(() => registerOf(response.institutions), [response.institutions]);
  const [linked, setLinked] = useState<ProposedInstitution | null>(null);
  return (
    <ScreenPage>
      {response.mayChange && response.proposed.length > 0 && (
        <ProposalsView {...props} register={register} onLink={setLinked} />
      )}
      <RegisterView {...props} register={register} />
      {edited !== null && (
        <InstitutionDialog
          register={register}
          edited={edited}
          onChange={onChange}
          onClose={() => onEdit(null)}
        />
      )}
      {linked !== null && (
        <SameAsDialog
          register={register}
          proposal={linked}
          onChange={async (institutionChanges) => {
            const isSaved = await onChange(institutionChanges);
            if (isSaved) setLinked(null);
            return isSaved;
          }}
          onClose={() => setLinked(null)}
        />
      )}
    </ScreenPage>
  );
}

interface RegisterViewProps extends InstitutionsViewProps {
  readonly register: InstitutionRegister;
}

function RegisterView({ response, register, list, onList, onEdit }: RegisterViewProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const institutionTexts = useInstitutionTexts();
  const duplicates = useMemo(() => duplicatesIn(register), [register]);
  const stateOf = ({ value }: Row): string =>
    value.state === null ? '' : stateNameIn(value.state, language);
  const foundRows = response.institutions
    .filter(
      (row) =>
        isInGroup(row, list.group) &&
        isInStatus(row, list.status, duplicates) &&
        mentionsEveryWord(
          [...allNamesOf(row.value), stateOf(row)].map(foldSearchText),
          foldSearchText(list.find),
        ),
    )
    .toSorted((a, b) => institutionTexts.name(a).localeCompare(institutionTexts.name(b), language));
  const states = [...new Map(response.institutions.map((row) => [row.value.state ?? '', stateOf(row)]))]
    .filter(([id]) => id !== '')
    .map(([id, label]) => ({ id, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  return (
    <PageSection title={translate('institutions.register')} description={translate('institutions.text')}>
      <ListFiltersView
        findLabel={translate('institutions.find')}
        list={list}
        onList={onList}
        group={{
          label: translate('path.country'),
          anyLabel: translate('institutions.anyState'),
          options: [...states, { id: statelessFilter, label: translate('institutions.stateless') }],
        }}
        status={{
          label: translate('path.institution.type'),
          anyLabel: translate('institutions.anyType'),
          options: [
            { id: presentFilter, label: translate('institutions.present') },
            { id: closedFilter, label: translate('institutions.past') },
            { id: duplicateFilter, label: translate('institutions.duplicates') },
            ...InstitutionType.options.map((id) => ({
              id,
              label: translate(valueLabels.institutionType[id]),
            })),
          ],
        }}
        shown={Math.min(foundRows.length, mostShown)}
        count={response.institutions.length}
      />
      <SortedTableView
        label={translate('institutions.title')}
        columns={useRegisterColumns({ response, register, duplicates, stateOf, onEdit })}
        rows={foundRows}
        most={mostShown}
        rowId={({ id }) => id}
        list={list}
        onList={onList}
        ownSort={{ column: 'state', direction: 'ascending' }}
        empty={
          response.institutions.length === 0 ? (
            <EmptyState icon={Building2} title={translate('institutions.none')}>
              {translate('institutions.none.text')}
            </EmptyState>
          ) : (
            <NothingFound list={list} onList={onList} />
          )
        }
      />
      <MoreLine count={Math.max(0, foundRows.length - mostShown)} />
    </PageSection>
  );
}

const isInGroup = ({ value }: Row, group: string): boolean =>
  group === '' || (value.state ?? statelessFilter) === group;

const isPast = ({ value }: Row): boolean => value.isClosed || value.mergedInto !== null;

function isInStatus(row: Row, filter: string, duplicates: ReadonlyMap<string, string>): boolean {
  switch (filter) {
    case '':
      return true;
    case presentFilter:
      return !isPast(row);
    case closedFilter:
      return isPast(row);
    case duplicateFilter:
      return duplicates.has(row.id);
    default:
      return row.value.type === filter;
  }
}

interface RegisterColumnsProps extends Pick<InstitutionsViewProps, 'response' | 'onEdit'> {
  readonly register: InstitutionRegister;
  readonly duplicates: ReadonlyMap<string, string>;
  readonly stateOf: (row: Row) => string;
}

function useRegisterColumns(props: RegisterColumnsProps): readonly ListColumn<Row>[] {
  const { response, register, duplicates, stateOf, onEdit } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const institutionTexts = useInstitutionTexts();
  const nameOfId = (id: string): string => {
    const institutionEntry = register.entries.get(id);
    return institutionEntry === undefined ? '' : institutionTexts.name(institutionEntry);
  };
  const noteOf = ({ value }: Row): string => {
    const shown = institutionNameIn(value.names, language);
    const others = allNamesOf(value).filter((name) => name !== shown);
    if (value.mergedInto !== null)
      return translate('institutions.merged', { name: nameOfId(value.mergedInto) });
    return [value.isClosed ? translate('path.institution.closed') : '', others.slice(0, 3).join(', ')]
      .filter((part) => part !== '')
      .join(' · ');
  };
  return [
    {
      id: 'name',
      title: translate('path.institution.name'),
      sortBy: institutionTexts.name,
      cell: (row) => (
        <span className="console-institutions-name">
          <NameCell name={institutionTexts.name(row)} note={noteOf(row)} />
          {duplicates.has(row.id) && (
            <small>
              <MeaningIcon meaning="wait" icon={TriangleAlert} />
              {translate('institutions.duplicate', { name: nameOfId(duplicates.get(row.id) ?? '') })}
            </small>
          )}
        </span>
      ),
    },
    {
      id: 'type',
      title: translate('path.institution.type'),
      sortBy: ({ value }) => translate(valueLabels.institutionType[value.type]),
      cell: ({ value }) => (
        <NameCell
          name={translate(valueLabels.institutionType[value.type])}
          note={value.level === null ? '' : translate(valueLabels.institutionLevel[value.level])}
        />
      ),
    },
    {
      id: 'state',
      title: translate('path.country'),
      sortBy: stateOf,
      cell: (row) => <bdi>{stateOf(row) || '–'}</bdi>,
    },
    {
      id: 'records',
      title: translate('institutions.records'),
      sortBy: ({ records }) => records,
      align: 'end',
      cell: ({ records }) => records,
    },
    ...(response.mayChange
      ? [
          {
            id: 'edit',
            title: translate('ui.edit'),
            isTitleHidden: true,
            isActions: true,
            cell: (row: Row) => (
              <Button
                kind="quiet"
                label={`${translate('ui.edit')}: ${institutionTexts.name(row)}`}
                onPress={() => onEdit({ kind: 'entry', entry: row })}
              >
                {translate('ui.edit')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}
