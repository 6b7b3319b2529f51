import { Plus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import './plan.css';

interface MilestoneListViewProps {
  /** Absent where nothing may be written. */
  readonly onAdd?: (() => void) | undefined;
  /** A `MilestoneRowView` for each. */
  readonly children: ReactNode;
}

/** Milestones of an item: each with its day, its words and whether it is reached. */
export function MilestoneListView({ onAdd, children }: MilestoneListViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <fieldset className="plan-milestones">
      <legend>{translate('path.item.milestones')}</legend>
      {children}
      {onAdd && (
        <div>
          <Button icon={Plus} onPress={onAdd}>
            {translate('plan.milestones.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
