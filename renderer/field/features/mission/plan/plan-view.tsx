import { ListChecks, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Duplication } from '#domain/plan/duplications.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { DuplicationsView } from './duplications-view.tsx';
import type { PlanRow } from './plan-rows.ts';
import { PlanTableView } from './plan-table-view.tsx';
import './plan.css';

interface PlanViewProps {
  readonly rows: readonly PlanRow[];
  readonly duplications: readonly Duplication[];
  readonly problem: Message | null;
  /** Absent where nothing may be written. */
  readonly onAdd?: (() => void) | undefined;
}

/** The action plan of one mission. */
export function PlanView({ rows, duplications, problem, onAdd }: PlanViewProps): ReactElement {
  const say = useSay();
  const add = onAdd && (
    <Button icon={Plus} onPress={onAdd}>
      {say('plan.add')}
    </Button>
  );
  return (
    <div className="plan-page">
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
      <DuplicationsView duplications={duplications} />
      <PlanTableView
        rows={rows}
        empty={
          <EmptyState icon={ListChecks} title={say('plan.empty.title')} action={add}>
            {say(onAdd ? 'plan.empty.text' : 'mission.readOnly.empty')}
          </EmptyState>
        }
      />
      {rows.length > 0 && <div>{add}</div>}
    </div>
  );
}
