import type { LucideIcon } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { ReviewAct } from '#domain/assessment/review-act.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useNotify } from '#renderer/ui/notices.tsx';
import type { ReviewDesk } from './review-desk.ts';

interface ActButtonProps {
  readonly act: ReviewAct;
  readonly icon: LucideIcon;
  readonly word: string;
  /** For screen readers, where the word alone does not say of what. */
  readonly label: string;
  readonly desk: ReviewDesk;
}

/** An act in one press, for what is as easily undone. What is refused is said in the corner. */
export function ActButton({ act, icon, word, label, desk }: ActButtonProps): ReactElement {
  const say = useSay();
  const notify = useNotify();
  const [isAsking, setIsAsking] = useState(false);
  const press = async (): Promise<void> => {
    setIsAsking(true);
    const refused = await desk.onAct(act);
    setIsAsking(false);
    if (refused !== null) notify({ meaning: 'bad', text: say(refused) });
  };
  return (
    <Button kind="quiet" icon={icon} label={label} isPending={isAsking} onPress={() => void press()}>
      {word}
    </Button>
  );
}
