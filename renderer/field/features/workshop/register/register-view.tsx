import { ArrowDown, ArrowUp, FileUp, Undo2, UserPlus, Users } from 'lucide-react';
import { type ReactElement, useRef, useState } from 'react';
import { ParticipantFunction } from '#domain/workshop/participant.ts';
import { RemovalConflictBannerView } from '#renderer/field/parts/removal-conflict-banner-view.tsx';
import { type Message, type PlainMessageKey, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  CollapsedLine,
  EmptyState,
  PageSection,
  SearchField,
  Select,
  useVisibleRows,
} from '#renderer/ui';
import {
  type ContestedParticipant,
  everybody,
  filterRegister,
  type RegisterFilter,
  type RegisterRow,
  type RegisterSort,
  type ShownRegister,
} from './register-facts.ts';
import { RegisterRowView } from './register-row-view.tsx';
import './register.css';

/** Acts on the list. */
export interface RegisterHandlers {
  readonly onAdd: () => void;
  readonly onImport: () => void;
  readonly onOpen: (registerRow: RegisterRow) => void;
  readonly onRestore: (id: string) => void;
  /** Decide for a contested removal. */
  readonly onKeepRemoved: (id: string) => void;
  readonly onGiveNewCode: (id: string) => void;
}

interface RegisterViewProps {
  readonly register: ShownRegister;
  /** Whether the programme has a key for names. */
  readonly hasKey: boolean;
  /** Moment at which all names were erased; null while they may exist. */
  readonly namesErasedAtMs: number | null;
  readonly problem: Message | null;
  readonly isReadOnly: boolean;
  readonly acts: RegisterHandlers;
}

/** List of the participants of a workshop. */
export function RegisterView(props: RegisterViewProps): ReactElement {
  const { register, hasKey, problem, isReadOnly, acts } = props;
  const translate = useTranslate();
  const shared = register.rows.filter(({ isCodeShared }) => isCodeShared);
  return (
    <div className="rg-page">
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {register.contested.map((contestedParticipant) => (
        <ContestedRemoval
          key={contestedParticipant.row.participant.id}
          {...contestedParticipant}
          isReadOnly={isReadOnly}
          acts={acts}
        />
      ))}
      {!isReadOnly &&
        shared.map(({ participant: { id, code } }) => (
          <Banner
            key={id}
            meaning="wait"
            title={translate('register.sharedCode.title', { code })}
            actions={
              <Button onPress={() => acts.onGiveNewCode(id)}>{translate('register.sharedCode.act')}</Button>
            }
          >
            {translate('register.sharedCode.text')}
          </Banner>
        ))}
      {register.rows.length === 0 ? (
        <EmptyRegister {...props} />
      ) : (
        <>
          <RegisterNotes register={register} hasKey={hasKey} namesErasedAtMs={props.namesErasedAtMs} />
          <RegisterTable rows={register.rows} acts={acts} areNamesErased={props.namesErasedAtMs !== null} />
        </>
      )}
      {register.removed.length > 0 && <RemovedParticipants {...props} />}
    </div>
  );
}

interface ContestedRemovalProps extends ContestedParticipant {
  readonly isReadOnly: boolean;
  readonly acts: RegisterHandlers;
}

function ContestedRemoval({ row, isReadOnly, acts, ...people }: ContestedRemovalProps): ReactElement {
  const { id, code, institution } = row.participant;
  return (
    <RemovalConflictBannerView
      name={[code, institution].filter((part) => part !== '').join(' · ')}
      {...people}
      acts={
        isReadOnly
          ? null
          : { onRestore: () => acts.onRestore(id), onKeepRemoved: () => acts.onKeepRemoved(id) }
      }
    />
  );
}

/** Sentences about names: those that are elsewhere, and the key that they wait for. */
function RegisterNotes({
  register,
  hasKey,
  namesErasedAtMs,
}: Pick<RegisterViewProps, 'register' | 'hasKey' | 'namesErasedAtMs'>): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  if (namesErasedAtMs !== null)
    return <p>{translate('register.namesErased', { date: format.date(namesErasedAtMs) })}</p>;
  const countOf = (sealState: RegisterRow['seal']): number =>
    register.rows.filter(({ seal }) => seal === sealState).length;
  const elsewhere = register.rows.filter(({ card }) => card === null).length;
  return (
    <div className="rg-notes">
      {!hasKey && countOf('noKey') > 0 && (
        <Banner meaning="info" isQuiet>
          {translate('register.noKey', { count: countOf('noKey') })}
        </Banner>
      )}
      {elsewhere > 0 && <p>{translate('register.namesElsewhere', { count: elsewhere })}</p>}
    </div>
  );
}

function RegisterTable({
  rows,
  acts,
  areNamesErased,
}: {
  readonly areNamesErased: boolean;
  readonly rows: readonly RegisterRow[];
  readonly acts: RegisterHandlers;
}): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const [registerFilter, setFilter] = useState<RegisterFilter>(everybody);
  const scroller = useRef<HTMLDivElement>(null);
  const collator = new Intl.Collator(language, { numeric: true });
  const shownRegisterRows = filterRegister(rows, registerFilter, (a, b) => collator.compare(a, b));
  const { from, to } = useVisibleRows(scroller, shownRegisterRows.length, rowRem);
  const sortBy = (registerSort: RegisterSort): void =>
    setFilter({
      ...registerFilter,
      sort: registerSort,
      isDescending: registerFilter.sort === registerSort && !registerFilter.isDescending,
    });
  return (
    <>
      <div className="rg-bar">
        <SearchField
          label={translate('register.search')}
          value={registerFilter.words}
          onChange={(words) => setFilter({ ...registerFilter, words })}
        />
        <Select
          label={translate('register.filterFunction')}
          hideLabel
          value={registerFilter.functionGroup ?? allFunctions}
          onChange={(choice) =>
            setFilter({ ...registerFilter, functionGroup: choice === allFunctions ? null : choice })
          }
          options={[
            { id: allFunctions, label: translate('register.allFunctions') },
            ...ParticipantFunction.options.map((id) => ({
              id,
              label: translate(valueLabels.participantFunction[id]),
            })),
          ]}
        />
        <span role="status">
          {translate('register.shown', { shown: shownRegisterRows.length, all: rows.length })}
        </span>
      </div>
      <div className="rg-scroll" ref={scroller}>
        <table className="rg-table" aria-rowcount={shownRegisterRows.length + 1}>
          <caption className="fb-hidden">{translate('register.table')}</caption>
          <thead>
            <tr aria-rowindex={1}>
              {sortableColumns.map(({ sort, key }) => (
                <SortHeading
                  key={sort}
                  sort={sort}
                  title={translate(key)}
                  filter={registerFilter}
                  onSort={sortBy}
                />
              ))}
              {plainColumns.map((messageKey) => (
                <th key={messageKey} scope="col">
                  {translate(messageKey)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {from > 0 && <tr aria-hidden style={{ blockSize: `${from * rowRem}rem` }} />}
            {shownRegisterRows.slice(from, to).map((registerRow, offset) => (
              <RegisterRowView
                key={registerRow.participant.id}
                row={registerRow}
                areNamesErased={areNamesErased}
                rowIndex={from + offset + 2}
                onOpen={() => acts.onOpen(registerRow)}
              />
            ))}
            {to < shownRegisterRows.length && (
              <tr aria-hidden style={{ blockSize: `${(shownRegisterRows.length - to) * rowRem}rem` }} />
            )}
          </tbody>
        </table>
        {shownRegisterRows.length === 0 && <p className="rg-none">{translate('register.noneFound')}</p>}
      </div>
    </>
  );
}

const allFunctions = 'all';

/** Height of a row, the same for all. */
const rowRem = 2.5;

const sortableColumns: readonly { readonly sort: RegisterSort; readonly key: PlainMessageKey }[] = [
  { sort: 'code', key: 'path.participant.code' },
  { sort: 'name', key: 'register.name' },
  { sort: 'institution', key: 'path.institution.name' },
  { sort: 'function', key: 'path.participant.function' },
];
const plainColumns: readonly PlainMessageKey[] = [
  'path.participant.nominated',
  'register.consents',
  'register.seal',
];

interface SortHeadingProps {
  readonly sort: RegisterSort;
  readonly title: string;
  readonly filter: RegisterFilter;
  readonly onSort: (registerSort: RegisterSort) => void;
}

function SortHeading({ sort, title, filter, onSort }: SortHeadingProps): ReactElement {
  const isSorted = filter.sort === sort;
  const Arrow = isSorted && filter.isDescending ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={!isSorted ? 'none' : filter.isDescending ? 'descending' : 'ascending'}>
      <button type="button" className="rg-sort" data-on={isSorted || undefined} onClick={() => onSort(sort)}>
        {title}
        <Arrow className="fb-icon" aria-hidden />
      </button>
    </th>
  );
}

function EmptyRegister({ isReadOnly, acts }: RegisterViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <EmptyState
      icon={Users}
      title={translate('register.empty.title')}
      action={
        !isReadOnly && (
          <div className="rg-start">
            <Button icon={FileUp} onPress={acts.onImport}>
              {translate('register.import')}
            </Button>
            <Button icon={UserPlus} onPress={acts.onAdd}>
              {translate('register.add')}
            </Button>
          </div>
        )
      }
    >
      {translate('register.empty.text')}
    </EmptyState>
  );
}

function RemovedParticipants({ register, isReadOnly, acts }: RegisterViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection title={translate('register.removedOnes', { count: register.removed.length })}>
      {register.removed.map(({ participant: { id, code, institution } }) => (
        <CollapsedLine
          key={id}
          action={
            !isReadOnly && (
              <Button
                kind="quiet"
                icon={Undo2}
                onPress={() => acts.onRestore(id)}
                label={translate('register.restoreOf', { code })}
              >
                {translate('register.restore')}
              </Button>
            )
          }
        >
          <bdi>{code}</bdi> · <bdi>{institution}</bdi>
        </CollapsedLine>
      ))}
    </PageSection>
  );
}
