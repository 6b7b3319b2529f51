import { Copy, LayoutTemplate, ListPlus, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button, EmptyState, ListEntry } from '#renderer/ui';
import { type AgendaHandlers, durationMessage } from './agenda-facts.ts';
import './agenda.css';

/** Template as an empty agenda offers it, in the language of the screen. */
export interface TemplateOffer {
  readonly code: string;
  readonly title: string;
  readonly days: number;
  readonly sessions: number;
  readonly minutes: number;
  readonly audience: string;
}

interface StartAgendaViewProps {
  readonly templates: readonly TemplateOffer[];
  readonly isReadOnly: boolean;
  readonly acts: Pick<AgendaHandlers, 'onAdd' | 'onTemplate' | 'onCopy'>;
}

/** Ways to begin an agenda: a template, an earlier workshop, or a first session. */
export function StartAgendaView({ templates, isReadOnly, acts }: StartAgendaViewProps): ReactElement {
  const translate = useTranslate();
  if (isReadOnly)
    return (
      <EmptyState icon={ListPlus} title={translate('workshop.empty.title')}>
        {translate('workshop.empty.readOnly')}
      </EmptyState>
    );
  return (
    <div className="wa-start">
      <EmptyState
        icon={ListPlus}
        title={translate('workshop.empty.title')}
        action={
          <div className="wa-start-acts">
            <Button icon={Plus} onPress={() => acts.onAdd(1)}>
              {translate('workshop.agenda.add')}
            </Button>
            {acts.onCopy && (
              <Button icon={Copy} onPress={acts.onCopy}>
                {translate('workshop.copy.act')}
              </Button>
            )}
          </div>
        }
      >
        {translate('workshop.empty.text')}
      </EmptyState>
      <ul className="wa-templates" aria-label={translate('workshop.templates')}>
        {templates.map(({ code, title, days, sessions, minutes, audience }) => (
          <li key={code}>
            <ListEntry
              isBoxed
              meta={translate('workshop.template.about', {
                days,
                sessions,
                time: translate(durationMessage(minutes)),
              })}
              action={
                <Button icon={LayoutTemplate} onPress={() => acts.onTemplate(code)}>
                  {translate('workshop.empty.template', { code })}
                </Button>
              }
            >
              <strong dir="auto">
                {code} {title}
              </strong>
              <span className="wa-audience" dir="auto">
                {audience}
              </span>
            </ListEntry>
          </li>
        ))}
      </ul>
    </div>
  );
}
