import { Ellipsis, Link2Off, Lock, LockOpen, Pencil, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Confidentiality } from '#domain/assessment/finding.ts';
import type { EvidenceItem } from '#domain/assessment/read-answer.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import './evidence.css';
import {
  Banner,
  Button,
  ListEntry,
  MenuButton,
  type MenuChoice,
  Pill,
  RelativeTime,
  TextLink,
} from '#renderer/ui';

/** Piece of evidence with its writer, and the questions that it supports. */
export interface EvidenceEntry extends EvidenceItem {
  /** Name of the piece in its record. */
  readonly key: string;
  readonly questions: readonly string[];
  /** Questions that have other values of it. */
  readonly differsAt: readonly string[];
  readonly who: string;
  readonly atMs: number;
}

/** Acts on one piece of evidence. */
export interface EvidenceEntryHandlers {
  readonly onEdit: (key: string) => void;
  readonly onMark: (key: string, mark: Confidentiality) => void;
  /** @param question Only from this one; absent: from all. */
  readonly onRemove: (key: string, question?: string) => void;
  /** Record the newest values under all its questions. */
  readonly onAlign: (key: string) => void;
}

interface EvidenceEntryViewProps {
  readonly entry: EvidenceEntry;
  /** Question beside it; absent in the list of the assessment. */
  readonly question?: string | undefined;
  readonly hrefOf: (question: string) => string;
  /** Absent where nothing may be changed. */
  readonly acts?: EvidenceEntryHandlers | undefined;
}

/** One piece of evidence: strength, title, source, the questions that it supports, and a menu of its acts. */
export function EvidenceEntryView({ entry, question, hrefOf, acts }: EvidenceEntryViewProps): ReactElement {
  const translate = useTranslate();
  const { key, title, strength, mark, questions, differsAt } = entry;
  const others = questions.filter((one) => one !== question);
  return (
    <ListEntry
      isBoxed
      path={question === undefined ? undefined : `answers/${question}/evidence/${entry.id}`}
      lead={
        <b className="assess-strength" title={translate(valueLabels.evidenceStrength[strength])}>
          {strength}
        </b>
      }
      meta={
        <>
          <EvidenceFacts entry={entry} />
          {others.length > 0 && (
            <span className="evidence-questions">
              {translate(question === undefined ? 'evidence.supports' : 'evidence.supportsToo')}{' '}
              {others.map((one) => (
                <TextLink key={one} href={hrefOf(one)}>
                  {one}
                </TextLink>
              ))}
            </span>
          )}
          {mark === 'SC' && (
            <span className="evidence-mark">
              <Pill text={translate('value.confidentiality.SC')} meaning="wait" />
            </span>
          )}
          {differsAt.length > 0 && (
            <Banner
              meaning="wait"
              isQuiet
              actions={
                acts && (
                  <Button onPress={() => acts.onAlign(key)}>{translate('evidence.differs.align')}</Button>
                )
              }
            >
              {translate('evidence.differs', { questions: differsAt.join(', ') })}
            </Banner>
          )}
        </>
      }
      action={acts && <EvidenceMenu entry={entry} question={question} acts={acts} />}
    >
      {title}
    </ListEntry>
  );
}

/** Kind, date, holder, writer and time in one line. */
function EvidenceFacts({
  entry: { kind, date, holder, who, atMs },
}: {
  readonly entry: EvidenceEntry;
}): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <span className="evidence-facts">
      {translate(valueLabels.evidenceKind[kind])}
      {date !== null && ` · ${format.date(localNoonMs(date))}`}
      {holder !== '' && (
        <>
          {' · '}
          <bdi>{holder}</bdi>
        </>
      )}
      {' · '}
      <bdi>{who}</bdi> · <RelativeTime atMs={atMs} show="moment" />
    </span>
  );
}

interface EvidenceMenuProps {
  readonly entry: EvidenceEntry;
  readonly question: string | undefined;
  readonly acts: EvidenceEntryHandlers;
}

function EvidenceMenu({ entry, question, acts }: EvidenceMenuProps): ReactElement {
  const translate = useTranslate();
  const { key, title, mark, questions } = entry;
  const isShared = questions.length > 1;
  const menuChoices: readonly MenuChoice<'edit' | 'mark' | 'removeHere' | 'remove'>[] = [
    { id: 'edit', label: translate('evidence.menu.edit'), icon: Pencil },
    mark === 'SC'
      ? { id: 'mark', label: translate('evidence.menu.unmark'), icon: LockOpen }
      : { id: 'mark', label: translate('evidence.menu.mark'), icon: Lock },
    ...(isShared && question !== undefined
      ? [
          {
            id: 'removeHere',
            label: translate('evidence.menu.removeHere', { question }),
            icon: Link2Off,
          } as const,
        ]
      : []),
    {
      id: 'remove',
      label: translate(isShared ? 'evidence.menu.removeAll' : 'evidence.menu.remove', {
        count: questions.length,
      }),
      icon: Trash2,
      isDanger: true,
    },
  ];
  return (
    <MenuButton
      kind="quiet"
      icon={Ellipsis}
      label={translate('ui.more')}
      name={translate('evidence.menu.name', { title })}
      choices={menuChoices}
      onChoose={(id) => {
        if (id === 'edit') acts.onEdit(key);
        else if (id === 'mark') acts.onMark(key, mark === 'SC' ? 'C' : 'SC');
        else acts.onRemove(key, id === 'removeHere' ? question : undefined);
      }}
    />
  );
}
