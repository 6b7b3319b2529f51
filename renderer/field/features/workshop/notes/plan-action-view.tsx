import { ListPlus } from 'lucide-react';
import type { ReactElement } from 'react';
import type { SessionEntry } from '#domain/workshop/session-entry.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, FactList } from '#renderer/ui';
import './notes-section.css';

interface PlanActionViewProps {
  readonly entry: SessionEntry;
  readonly problem: Message | null;
  readonly onAdd: () => void;
  readonly onCancel: () => void;
}

/** Plan item that an agreed action becomes, before it is made. Enter makes it, Escape does not. */
export function PlanActionView({ entry, problem, onAdd, onCancel }: PlanActionViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <form
      className="we-plan"
      aria-label={translate('entry.plan.title')}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd();
      }}
    >
      <strong>{translate('entry.plan.title')}</strong>
      <FactList
        facts={[
          { term: translate('path.title'), value: <bdi>{entry.text}</bdi> },
          {
            term: translate('path.item.counterpart'),
            value: <bdi>{entry.owner || translate('plan.open')}</bdi>,
          },
          {
            term: translate('path.entry.due'),
            value: entry.due === null ? translate('plan.open') : format.date(localNoonMs(entry.due)),
          },
          { term: translate('path.status'), value: translate(valueLabels.planStatus.proposed) },
        ]}
      />
      <p>{translate('entry.plan.agreed')}</p>
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      <div className="we-plan-acts">
        <Button type="submit" kind="primary" icon={ListPlus} hasFirstFocus>
          {translate('entry.plan.confirm')}
        </Button>
        <Button onPress={onCancel}>{translate('ui.cancel')}</Button>
      </div>
    </form>
  );
}
