import type { ReactElement } from 'react';
import type { CreateWorkshopRefusal, NewWorkshop } from '#domain/workshop/decide-create.ts';
import type { WorkshopTemplate } from '#domain/workshop/templates.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { createRefusalMessage } from './create-refusal-message.ts';
import './create-view.css';

interface CreateWorkshopViewProps {
  readonly intent: NewWorkshop;
  readonly templates: readonly WorkshopTemplate[];
  readonly refusal: CreateWorkshopRefusal | null;
  /** Why it could not be kept, when that is not about a field. */
  readonly problem: Message | null;
  readonly onChange: (intent: NewWorkshop) => void;
  readonly onCreate: () => void;
  readonly onClose: () => void;
}

const emptyAgenda = 'none';

/** What must be said to plan a workshop: a title; days and a template when they are known. */
export function CreateWorkshopView(props: CreateWorkshopViewProps): ReactElement {
  const say = useSay();
  const { intent, templates, refusal, problem, onChange, onCreate, onClose } = props;
  const problemOf = (isAbout: (refusal: CreateWorkshopRefusal) => boolean): string | undefined =>
    refusal && isAbout(refusal) ? say(createRefusalMessage(refusal)) : undefined;
  return (
    <Dialog
      title={say('mission.workshops.new')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={onCreate}>
            {say('mission.workshops.create')}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <form
        className="mission-create"
        onSubmit={(event) => {
          event.preventDefault();
          onCreate();
        }}
      >
        {problem && (
          <Banner meaning="bad" isAnnounced>
            {say(problem)}
          </Banner>
        )}
        <TextField
          label={say('mission.create.workshopTitle')}
          value={intent.title}
          onChange={(title) => onChange({ ...intent, title })}
          problem={problemOf(({ kind }) => kind === 'titleMissing')}
          maxLength={400}
          autoFocus
        />
        <div className="mission-create-days">
          <TextField
            label={say('mission.create.from')}
            value={intent.from}
            onChange={(from) => onChange({ ...intent, from })}
            problem={problemOf((one) => one.kind === 'notADay' && one.field === 'from')}
            placeholder="2026-11-24"
          />
          <TextField
            label={say('mission.create.to')}
            value={intent.to}
            onChange={(to) => onChange({ ...intent, to })}
            problem={problemOf(
              (one) => one.kind === 'endsBeforeItStarts' || (one.kind === 'notADay' && one.field === 'to'),
            )}
            placeholder="2026-11-27"
          />
        </div>
        <p className="field-faint">{say('mission.create.day.help')}</p>
        <RadioRows
          label={say('mission.create.template')}
          rows={[
            { value: emptyAgenda, text: say('mission.create.template.none') },
            ...templates.map(({ code, title, days, sessions }) => ({
              value: code,
              text: `${code} ${title}`,
              description: say('mission.create.template.text', { days, sessions: sessions.length }),
            })),
          ]}
          value={intent.template?.code ?? emptyAgenda}
          onChange={(code) =>
            onChange({ ...intent, template: templates.find((one) => one.code === code) ?? null })
          }
        />
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}
