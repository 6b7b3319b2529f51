import { Inbox, Undo2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { stateNameIn } from '#domain/states/state-names.ts';
import type { FormProblem } from '#domain/request/check-request.ts';
import type { RequestForm } from '#domain/request/request.ts';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { RequestChoiceField } from '#renderer/records/record-fields.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, EmptyState, ListEntry, PageSection, TextLink } from '#renderer/ui';

interface RequestFieldsViewProps {
  readonly form: RequestForm;
  readonly problems: readonly FormProblem[];
  /** Reason why the last choice was not kept. */
  readonly refusal: string | null;
  readonly isReadOnly: boolean;
  readonly onChange: (part: Partial<RequestForm>) => void;
  /** Fields of texts by name, which save themselves. */
  readonly texts: {
    readonly head: ReactNode;
    readonly purpose: ReactNode;
    readonly rest: ReactNode;
  };
}

/** Fields of a request in the field: the choices, with the texts between them. */
export function RequestFieldsView(props: RequestFieldsViewProps): ReactElement {
  const { form, problems, refusal, isReadOnly, onChange, texts } = props;
  const translate = useTranslate();
  const field = { form, onChange, isReadOnly };
  return (
    <div className="fb-form">
      {refusal !== null && (
        <Banner meaning="bad" isAnnounced>
          {refusal}
        </Banner>
      )}
      {problems.length > 0 && (
        <Banner meaning="wait" title={translate('mission.requests.missing')}>
          {problems.map((problem) => translate(valueLabels.requestProblem[problem])).join(' ')}
        </Banner>
      )}
      <RequestChoiceField path="state" {...field} />
      {texts.head}
      <RequestChoiceField path="received-on" {...field} />
      <RequestChoiceField path="channel" {...field} />
      <RequestChoiceField path="areas" {...field} />
      <RequestChoiceField path="support" {...field} />
      {texts.purpose}
      <RequestChoiceField path="wanted-from" {...field} />
      <RequestChoiceField path="wanted-to" {...field} />
      {texts.rest}
    </div>
  );
}

/** Request in the list of a mission. */
export interface MissionRequestRow {
  readonly id: string;
  readonly href: string;
  readonly state: string | null;
  readonly authority: string;
  /** Day on which headquarters took it over; null before. */
  readonly takenOverOn: string | null;
  /** Number of decisions that wait for a person. */
  readonly conflicts: number;
}

interface RequestListViewProps {
  readonly rows: readonly MissionRequestRow[];
  /** Requests that were removed and can be brought back. */
  readonly removed: readonly MissionRequestRow[];
  /** Absent where nothing may be written. */
  readonly onAdd: (() => void) | undefined;
  readonly onRestore: ((row: MissionRequestRow) => void) | undefined;
}

/** Name of a request in lists: its State and authority. */
function useRequestName(): (row: Pick<MissionRequestRow, 'state' | 'authority'>) => string {
  const translate = useTranslate();
  const language = useLanguage();
  return ({ state, authority }) =>
    [state === null ? '' : stateNameIn(state, language), authority]
      .filter((part) => part !== '')
      .join(' · ') || translate('mission.requests.untitled');
}

/** Requests that this mission recorded; headquarters takes them over into its register. */
export function RequestListView({ rows, removed, onAdd, onRestore }: RequestListViewProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const nameOf = useRequestName();
  const metaOf = ({ takenOverOn, conflicts }: MissionRequestRow): string | undefined => {
    const taken =
      takenOverOn === null
        ? []
        : [translate('mission.requests.takenShort', { day: date(localNoonMs(takenOverOn)) })];
    const waits = conflicts === 0 ? [] : [translate('mission.requests.conflicts', { count: conflicts })];
    return [...taken, ...waits].join(' · ') || undefined;
  };
  return (
    <PageSection
      title={translate('mission.requests.title')}
      description={translate('mission.requests.text')}
      action={onAdd && <Button onPress={onAdd}>{translate('mission.requests.new')}</Button>}
    >
      {rows.length === 0 && <EmptyState icon={Inbox} title={translate('mission.requests.none')} />}
      {rows.map((row) => (
        <ListEntry key={row.id} meta={metaOf(row)}>
          <TextLink href={row.href}>{nameOf(row)}</TextLink>
        </ListEntry>
      ))}
      {removed.length > 0 && (
        <details className="mission-aside">
          <summary>{translate('mission.requests.removedCount', { count: removed.length })}</summary>
          {removed.map((row) => (
            <ListEntry
              key={row.id}
              meta={row.takenOverOn === null ? undefined : translate('mission.requests.copyStays')}
              action={
                onRestore && (
                  <Button
                    icon={Undo2}
                    label={`${translate('mission.record.restore')}: ${nameOf(row)}`}
                    onPress={() => onRestore(row)}
                  >
                    {translate('mission.record.restore')}
                  </Button>
                )
              }
            >
              <TextLink href={row.href}>{nameOf(row)}</TextLink>
            </ListEntry>
          ))}
        </details>
      )}
    </PageSection>
  );
}

interface TakenOverViewProps {
  readonly day: string;
  /** `undecided`: removed on this side before the taking over was known here; a person decides. */
  readonly removal: 'none' | 'undecided' | 'decided';
  readonly decideHref: string;
}

/** Notice over a request that headquarters took over: it has its own copy, and no removal here reaches that. */
export function TakenOverView({ day, removal, decideHref }: TakenOverViewProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  return (
    <Banner
      meaning={removal === 'none' ? 'info' : 'wait'}
      title={translate('mission.requests.taken', { day: date(localNoonMs(day)) })}
    >
      {translate(removal === 'none' ? 'mission.requests.taken.text' : 'mission.requests.taken.removed')}{' '}
      {removal === 'undecided' && (
        <TextLink href={decideHref}>{translate('mission.requests.taken.decide')}</TextLink>
      )}
    </Banner>
  );
}
