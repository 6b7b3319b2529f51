import type { ReactElement } from 'react';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button, ListEntry, PageSection, TextLink } from '#renderer/ui';
import './notes.css';
import { Plus } from 'lucide-react';
import type { NoteLinkTarget } from './note-rows.ts';

interface NoteSideViewProps {
  readonly links: readonly NoteLinkTarget[];
  readonly dueAtMs: number | null;
  /** Question that the note was begun for, until it is evidence for it. */
  readonly about: { readonly question: string; readonly institution: string } | null;
  /** Reason why it did not become evidence. */
  readonly problem: Message | null;
  /** Absent where nothing may be changed. */
  readonly onUse: (() => void) | undefined;
  readonly onChoose: (() => void) | undefined;
}

/** Side of an interview note: its evidence links, the parts that are sent, and its retention period. */
export function NoteSideView(props: NoteSideViewProps): ReactElement {
  const { links, dueAtMs, about, problem, onUse, onChoose } = props;
  const translate = useTranslate();
  const format = useFormat();
  return (
    <div className="note-side">
      <PageSection kind="side" title={translate('path.evidence')}>
        {links.map(({ id, question, institution, href }) => (
          <ListEntry key={id} isBoxed lead={<b>{question}</b>}>
            {href === null ? institution : <TextLink href={href}>{institution}</TextLink>}
          </ListEntry>
        ))}
        <p>{translate(links.length === 0 ? 'note.evidence.none' : 'note.evidence.what')}</p>
        {problem && (
          <Banner meaning="bad" isAnnounced>
            {translate(problem)}
          </Banner>
        )}
        <div className="note-uses">
          {about && onUse && (
            <Button kind="primary" icon={Plus} onPress={onUse}>
              {translate('note.evidence.use', { question: about.question })}
            </Button>
          )}
          {onChoose && <Button onPress={onChoose}>{translate('note.evidence.choose')}</Button>}
        </div>
      </PageSection>
      <PageSection kind="side" title={translate('note.kept.title')}>
        <p>
          {dueAtMs === null
            ? translate('note.kept.open')
            : translate('note.kept.due', { date: format.date(dueAtMs) })}
        </p>
      </PageSection>
    </div>
  );
}
