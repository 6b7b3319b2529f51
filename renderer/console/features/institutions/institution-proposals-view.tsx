import { type ReactElement, useMemo, useState } from 'react';
import type { InstitutionsResponse, ProposedInstitution } from '#api/programme-api.ts';
import {
  findAlike,
  type Institution,
  type InstitutionRegister,
  institutionNameIn,
  registerOf,
} from '#domain/programme/institutions.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { type ListColumn, SortedTableView } from '#renderer/console/parts/list-filters-view.tsx';
import { type ListQuery } from '#renderer/console/parts/list-query.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { institutionTypeLabel, valueLabels } from '#renderer/records/value-labels.ts';
import { Button, FormDialog, PageSection, TextLink } from '#renderer/ui';
import {
  type ChangeInstitutions,
  type EditedInstitution,
  proposedInstitutionOf,
} from './institution-dialog.tsx';
import { useInstitutionTexts } from './institution-texts.ts';
import './institutions.css';

/** Most rows of the list; a search finds the others. */
export const mostShown = 200;

interface ProposalsViewProps {
  readonly response: InstitutionsResponse;
  readonly register: InstitutionRegister;
  readonly list: ListQuery;
  readonly recordHref: (recordAddress: ProposedInstitution['first']) => string;
  readonly onList: (listQuery: ListQuery) => void;
  readonly onEdit: (editedInstitution: EditedInstitution) => void;
  readonly onChange: ChangeInstitutions;
  readonly onLink: (proposal: ProposedInstitution) => void;
}

/** Names in assessments without an entry: to add, or to link to an entry. Names that may be the same stand together. */
export function ProposalsView(props: ProposalsViewProps): ReactElement {
  const { response, register, list, recordHref, onList, onEdit, onLink, onChange } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const institutionTexts = useInstitutionTexts();
  const [isAdding, setIsAdding] = useState(false);
  const alikeByProposal = useMemo(() => alikeProposalsOf(response.proposed), [response.proposed]);
  const alikeOf = (proposal: ProposedInstitution): string =>
    [
      ...proposal.alike.flatMap((id) => register.entries.get(id) ?? []).map(institutionTexts.name),
      ...(alikeByProposal.get(proposal) ?? []),
    ]
      .slice(0, 3)
      .join(', ');
  // Those that need a decision stay: a name like another, an unknown type, a wrong choice.
  const plainInstitutions = response.proposed.flatMap((proposal) => {
    const institution = proposedInstitutionOf(proposal, language);
    return institution === null || proposal.problem !== null || alikeOf(proposal) !== '' ? [] : institution;
  });
  const listColumns: readonly ListColumn<ProposedInstitution>[] = [
    {
      id: 'name',
      title: translate('institutions.proposed.name'),
      sortBy: ({ name }) => name,
      cell: (row) => (
        <NameCell
          name={row.name}
          note={[
            row.type === null ? '' : institutionTypeLabel(row.type, defaultMaturityModel, translate),
            row.problem === null ? '' : translate(problemKeys[row.problem]),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        />
      ),
    },
    {
      id: 'state',
      title: translate('path.country'),
      sortBy: ({ country }) => (country === null ? null : stateNameIn(country, language)),
      cell: ({ country }) => (country === null ? '–' : <bdi>{stateNameIn(country, language)}</bdi>),
    },
    {
      id: 'records',
      title: translate('institutions.records'),
      sortBy: ({ records }) => records,
      cell: ({ records, first }) => (
        <TextLink href={recordHref(first)}>
          {records === 1 ? first.mission : translate('institutions.records.count', { count: records })}
        </TextLink>
      ),
    },
    {
      id: 'alike',
      title: translate('institutions.proposed.alike'),
      sortBy: alikeOf,
      cell: (row) => <bdi>{alikeOf(row) || '–'}</bdi>,
    },
    {
      id: 'acts',
      title: translate('ui.edit'),
      isTitleHidden: true,
      isActions: true,
      cell: (row) => (
        <span className="console-institutions-acts">
          <Button
            label={`${translate('institutions.same')} ${row.name}`}
            onPress={() => onLink(row)}
            kind={row.alike.length > 0 ? 'primary' : 'standard'}
          >
            {translate('institutions.same')}
          </Button>
          <Button
            label={`${translate('institutions.proposed.add')}: ${row.name}`}
            onPress={() => onEdit({ kind: 'new', id: crypto.randomUUID(), proposal: row })}
          >
            {translate('institutions.proposed.add')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <PageSection
      title={translate('institutions.proposed')}
      description={translate('institutions.proposed.text')}
      action={
        plainInstitutions.length > 1 && (
          <Button onPress={() => setIsAdding(true)}>
            {translate('institutions.proposed.addAll', { count: plainInstitutions.length })}
          </Button>
        )
      }
    >
      <SortedTableView
        name="proposed"
        list={list}
        onList={onList}
        label={translate('institutions.proposed')}
        columns={listColumns}
        rows={response.proposed}
        most={mostShown}
        rowId={({ country, name }) => `${country ?? ''} ${name}`}
      />
      <MoreLine count={response.moreProposed + Math.max(0, response.proposed.length - mostShown)} />
      {isAdding && (
        <AddAllDialog
          institutions={plainInstitutions}
          onChange={onChange}
          onClose={() => setIsAdding(false)}
        />
      )}
    </PageSection>
  );
}

/** Names without an entry that may mean the same institution, by proposal. */
function alikeProposalsOf(
  proposed: readonly ProposedInstitution[],
): ReadonlyMap<ProposedInstitution, readonly string[]> {
  // Entries that only lend the names to the comparison of the register.
  const register = registerOf(
    proposed.map(({ name, country }, at) => ({
      id: String(at),
      seen: [],
      value: {
        names: { en: name },
        otherNames: [],
        type: 'OTH',
        level: null,
        state: country,
        isClosed: false,
        mergedInto: null,
      },
    })),
  );
  return new Map(
    proposed.map((proposal, at) => [
      proposal,
      findAlike(register, [proposal.name], proposal.country, String(at)).flatMap(
        ({ id }) => proposed[Number(id)]?.name ?? [],
      ),
    ]),
  );
}

interface AddAllDialogProps {
  readonly institutions: readonly Institution[];
  readonly onChange: ChangeInstitutions;
  readonly onClose: () => void;
}

/** Question before many institutions are added, with their names. */
function AddAllDialog({ institutions, onChange, onClose }: AddAllDialogProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const added = institutions.slice(0, mostAddedAtOnce);
  const add = async (): Promise<void> => {
    const isSaved = await onChange(
      added.map((value) => ({ list: 'institutions', id: crypto.randomUUID(), seen: [], value })),
    );
    if (isSaved) onClose();
  };
  return (
    <FormDialog
      title={translate('institutions.proposed.addAll', { count: added.length })}
      act={translate('institutions.proposed.add')}
      problem={null}
      onAct={() => void add()}
      onClose={onClose}
    >
      <p>{translate('institutions.proposed.addAll.text')}</p>
      <ul className="console-institutions-alike">
        {added.map(({ names, state, type }) => (
          <li key={`${state ?? ''} ${institutionNameIn(names, language)}`}>
            <bdi>{institutionNameIn(names, language)}</bdi>{' '}
            <small>
              {[
                state === null ? '' : stateNameIn(state, language),
                translate(valueLabels.institutionType[type]),
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}

/** Most changes of the register in one request. */
const mostAddedAtOnce = 50;

const problemKeys = {
  unknown: 'institutions.proposed.unknown',
  elsewhere: 'institutions.proposed.elsewhere',
} as const;

export function MoreLine({ count }: { readonly count: number }): ReactElement | null {
  const translate = useTranslate();
  return count === 0 ? null : <p className="fb-field-help">{translate('institutions.more', { count })}</p>;
}
