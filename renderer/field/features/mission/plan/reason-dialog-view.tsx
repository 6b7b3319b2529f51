import type { ReactElement, ReactNode } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';

interface ReasonDialogViewProps {
  readonly status: 'dropped' | 'on-hold';
  readonly reason: string;
  readonly problem: string | null;
  /** What in it may name or reach a person. */
  readonly hits: ReactNode;
  readonly onChange: (reason: string) => void;
  readonly onKeep: () => void;
  readonly onClose: () => void;
}

/** Why an item is dropped (it must be said) or put on hold (it may be). */
export function ReasonDialogView(props: ReasonDialogViewProps): ReactElement {
  const { status, reason, problem, hits, onChange, onKeep, onClose } = props;
  const say = useSay();
  const isDropped = status === 'dropped';
  return (
    <Dialog
      title={say(isDropped ? 'plan.drop.title' : 'plan.hold.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind={isDropped ? 'danger' : 'primary'} onPress={onKeep}>
            {say(isDropped ? 'plan.drop.do' : 'plan.hold.do')}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <TextArea
        label={say(isDropped ? 'plan.drop.reason' : 'plan.hold.reason')}
        value={reason}
        onChange={onChange}
        maxLength={20_000}
        problem={problem ?? undefined}
        isRequired={isDropped}
      />
      {hits}
    </Dialog>
  );
}
