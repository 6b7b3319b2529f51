import { type ReactElement, useState } from 'react';
import type { ReviewAct } from '#domain/assessment/review/review-act.ts';
import { Button, useNotify } from '#renderer/ui';
import type { ReviewService } from './review-service.ts';
import './review.css';
import type { LucideIcon } from 'lucide-react';

interface ReviewActButtonProps {
  readonly act: ReviewAct;
  readonly icon: LucideIcon;
  readonly word: string;
  /** For screen readers, where the word alone does not name the subject. */
  readonly label: string;
  readonly service: ReviewService;
}

/** Act in one press, for acts that can be undone as easily. A refusal is shown in the corner. */
export function ReviewActButton({ act, icon, word, label, service }: ReviewActButtonProps): ReactElement {
  const notify = useNotify();
  const [isAsking, setIsAsking] = useState(false);
  const press = async (): Promise<void> => {
    setIsAsking(true);
    const refused = await service.onAct(act);
    setIsAsking(false);
    if (refused !== null) notify({ meaning: 'bad', text: (translate) => translate(refused) });
  };
  return (
    <Button kind="quiet" icon={icon} label={label} isPending={isAsking} onPress={() => void press()}>
      {word}
    </Button>
  );
}
