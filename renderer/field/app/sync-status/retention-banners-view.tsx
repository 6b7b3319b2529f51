import { CalendarClock } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { DataGroup } from '#domain/path-rules/data-groups.ts';
import { type Message, type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { BannerLine, Button } from '#renderer/ui';
import type { StatusFacts } from './status-facts.ts';

interface ErasedMissionsBannerViewProps {
  /** Only the part with a shorter retention period. */
  readonly isPart?: true;
  readonly erased: NonNullable<StatusFacts['erasedMissions']>;
  readonly onRead: () => void;
}

/**
 * Banner: the retention clock erased missions, or a part of them; how many and when. Stays until it was read.
 */
export function ErasedMissionsBannerView({
  isPart,
  erased,
  onRead,
}: ErasedMissionsBannerViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { atMs, missions } = erased;
  return (
    <BannerLine
      meaning="info"
      title={translate(isPart ? 'frame.goneParts.title' : 'frame.gone.title', { missions })}
      isAnnounced
      actions={<Button onPress={onRead}>{translate('sync.read')}</Button>}
    >
      {translate(isPart ? 'frame.goneParts.text' : 'frame.gone.text', { missions, date: format.date(atMs) })}
    </BannerLine>
  );
}

interface ErasedContentBannerViewProps {
  readonly erased: NonNullable<StatusFacts['erased']>;
  readonly onRead: () => void;
}

/** Sentence on what was erased and why, for each group that a laptop has alone. */
const erasedTexts = {
  interviewNotes: 'note.erased.text',
  participantName: 'erased.participantName',
  officialEmail: 'erased.officialEmail',
  accessibilityNeeds: 'erased.accessibilityNeeds',
  sexAndSeniority: 'erased.sexAndSeniority',
  evaluationAnswers: 'erased.evaluationAnswers',
  followUpAnswers: 'erased.followUpAnswers',
} as const satisfies Partial<Record<DataGroup, MessageKey>>;

const hasErasedText = (dataGroup: DataGroup): dataGroup is keyof typeof erasedTexts =>
  Object.hasOwn(erasedTexts, dataGroup);

/**
 * Banner: content that the retention clock erased, group by group with its reason, and the report of it to
 * headquarters. Stays until it was read.
 */
export function ErasedContentBannerView({ erased, onRead }: ErasedContentBannerViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { groups, isTold } = erased;
  return (
    <BannerLine
      meaning="info"
      title={translate('erased.title')}
      isAnnounced
      actions={<Button onPress={onRead}>{translate('sync.read')}</Button>}
    >
      {groups.map(({ group, count, atMs }) => (
        <p key={group}>
          {translate(hasErasedText(group) ? erasedTexts[group] : 'erased.other', {
            count,
            date: format.date(atMs),
          })}
        </p>
      ))}
      <p>{translate(isTold ? 'note.erased.told' : 'note.erased.untold')}</p>
    </BannerLine>
  );
}

interface DueShortRetentionBannerViewProps {
  readonly missions: readonly DueMissionErasure[];
  readonly onSync: () => void;
}

/** The same of a part of missions, while the rest stays: content that leads to people has shorter periods. */
export function DueShortRetentionBannerView({
  missions,
  onSync,
}: DueShortRetentionBannerViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <DueErasureBanner
      missions={missions}
      onSync={onSync}
      title="frame.dueParts.title"
      line="frame.dueParts.mission"
    >
      <p>{translate('frame.dueParts.text')}</p>
      {missions.some(({ fate }) => fate === 'waits') && <p>{translate('frame.dueParts.waits')}</p>}
    </DueErasureBanner>
  );
}

type DueMissionErasure = StatusFacts['dueMissions'][number];

interface DueErasureBannerProps {
  readonly missions: readonly DueMissionErasure[];
  readonly onSync: () => void;
  readonly title: MessageKey;
  /** Mission, day from which content is erased, and day since which it is due. */
  readonly line: MessageKey;
  /** Further text behind the line of one mission. */
  readonly moreOf?: (dueMissionErasure: DueMissionErasure) => ReactNode;
  readonly children: ReactNode;
}

/**
 * Banner: content of missions is about to be erased on this laptop, and when.
 * Stays as long as it is in the list: nobody may find content gone without notice.
 */
function DueErasureBanner(props: DueErasureBannerProps): ReactElement {
  const { missions, onSync, title, line, moreOf, children } = props;
  const translate = useTranslate();
  const format = useFormat();
  const mayWait = missions.some(({ fate }) => fate === 'waits');
  return (
    <BannerLine
      meaning="wait"
      icon={CalendarClock}
      title={translate(title, { count: missions.length })}
      isAnnounced
      actions={mayWait && <Button onPress={onSync}>{translate('frame.sync.now')}</Button>}
    >
      {missions.map((dueMissionErasure) => (
        <p key={dueMissionErasure.log}>
          {translate(line, {
            title:
              dueMissionErasure.title === ''
                ? translate('whereabouts.mission.untitled')
                : dueMissionErasure.title,
            date: format.date(dueMissionErasure.erasedFromMs),
            due: format.date(dueMissionErasure.dueAtMs),
          })}
          {moreOf?.(dueMissionErasure)}
        </p>
      ))}
      {children}
    </BannerLine>
  );
}

interface DueMissionsBannerViewProps {
  readonly missions: readonly DueMissionErasure[];
  readonly onSync: () => void;
}

/**
 * Banner: whole missions are about to be erased on this laptop, with day, reason, and the fate of unsent
 * changes.
 */
export function DueMissionsBannerView({ missions, onSync }: DueMissionsBannerViewProps): ReactElement {
  const translate = useTranslate();
  const unsentOf = (dueMissionErasure: DueMissionErasure): string => {
    const unsent = unsentChangesMessage(dueMissionErasure);
    return unsent === null ? '' : ` ${translate(unsent)}`;
  };
  return (
    <DueErasureBanner
      missions={missions}
      onSync={onSync}
      title="frame.due.title"
      line="frame.due.mission"
      moreOf={unsentOf}
    >
      <p>{translate('frame.due.text')}</p>
    </DueErasureBanner>
  );
}

function unsentChangesMessage({ fate, unsent }: DueMissionErasure): Message | null {
  if (fate === 'waits') return { key: 'frame.due.waits', values: { count: unsent } };
  return unsent > 0 ? { key: 'frame.due.goes', values: { count: unsent } } : null;
}
