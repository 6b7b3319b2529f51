import { ListPlus, Plus, X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { ChecklistItem } from '#domain/mission/mission-work.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, Checkbox, Form, PageSection, TextField } from '#renderer/ui';

interface ChecklistViewProps {
  readonly items: readonly ChecklistItem[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onAdd: () => Promise<boolean>;
  /** Offered while the list is empty. */
  readonly onAddUsual: () => void;
  readonly onDone: (id: string, isDone: boolean) => void;
  readonly onRemove: (checklistItem: ChecklistItem) => void;
  readonly hits: ReactNode;
  readonly isReadOnly: boolean;
}

/** Things to do for the mission, ticked off one by one. */
export function ChecklistView(props: ChecklistViewProps): ReactElement {
  const { items, text, isReadOnly } = props;
  const translate = useTranslate();
  const done = items.filter(({ isDone }) => isDone).length;
  return (
    <PageSection
      title={translate('mission.checklist.title')}
      {...(items.length > 0 && {
        description: translate('mission.checklist.progress', { done, total: items.length }),
      })}
      action={
        !isReadOnly &&
        items.length === 0 && (
          <Button icon={ListPlus} onPress={props.onAddUsual}>
            {translate('mission.checklist.usual')}
          </Button>
        )
      }
    >
      {items.length === 0 && <p className="field-faint">{translate('mission.checklist.none')}</p>}
      <ul className="mission-list">
        {items.map((checklistItem) => (
          <li key={checklistItem.id} className="mission-check">
            <Checkbox
              label={checklistItem.text}
              state={checklistItem.isDone ? 'on' : 'off'}
              onChange={(isDone) => props.onDone(checklistItem.id, isDone)}
              isDisabled={isReadOnly}
            />
            {!isReadOnly && (
              <Button
                kind="quiet"
                icon={X}
                label={translate('mission.checklist.remove', { text: checklistItem.text })}
                onPress={() => props.onRemove(checklistItem)}
              >
                {translate('ui.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!isReadOnly && (
        <Form
          name={translate('mission.checklist.new')}
          isOngoing
          className="mission-add"
          onSubmit={props.onAdd}
        >
          <TextField
            label={translate('mission.checklist.new')}
            value={text}
            onChange={props.onText}
            maxLength={400}
          />
          <Button type="submit" icon={Plus} isDisabled={text.trim() === ''}>
            {translate('ui.add')}
          </Button>
        </Form>
      )}
      {props.hits}
    </PageSection>
  );
}
