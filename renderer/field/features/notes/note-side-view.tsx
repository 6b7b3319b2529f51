import { Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import type { ShownNoteLink } from './note-lines.ts';
import './notes.css';

interface NoteSideViewProps {
  readonly links: readonly ShownNoteLink[];
  readonly dueAtMs: number | null;
  /** The question that the note was begun for, until it is evidence for it. */
  readonly about: { readonly question: string; readonly institution: string } | null;
  /** Why it did not become evidence. */
  readonly problem: Message | null;
  /** Absent where nothing may be changed. */
  readonly onUse: (() => void) | undefined;
  readonly onChoose: (() => void) | undefined;
}

/** Beside an interview note: what it is evidence for, what of it travels, and how long it is kept. */
export function NoteSideView(props: NoteSideViewProps): ReactElement {
  const { links, dueAtMs, about, problem, onUse, onChoose } = props;
  const say = useSay();
  const format = useFormat();
  return (
    <div className="note-side">
      <Section kind="side" title={say('note.evidence.title')}>
        {links.map(({ id, question, institution, href }) => (
          <Entry key={id} isBoxed lead={<b>{question}</b>}>
            {href === null ? institution : <TextLink href={href}>{institution}</TextLink>}
          </Entry>
        ))}
        <p>{say(links.length === 0 ? 'note.evidence.none' : 'note.evidence.what')}</p>
        {problem && (
          <Banner meaning="bad" isAnnounced>
            {say(problem)}
          </Banner>
        )}
        <div className="note-uses">
          {about && onUse && (
            <Button kind="primary" icon={Plus} onPress={onUse}>
              {say('note.evidence.use', { question: about.question })}
            </Button>
          )}
          {onChoose && <Button onPress={onChoose}>{say('note.evidence.choose')}</Button>}
        </div>
      </Section>
      <Section kind="side" title={say('note.kept.title')}>
        <p>
          {dueAtMs === null ? say('note.kept.open') : say('note.kept.due', { date: format.date(dueAtMs) })}
        </p>
      </Section>
    </div>
  );
}
