import { Plus, Save, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n/use-translate.ts';
import { Button } from '../button.tsx';
import type { StoriesAbout } from '../gallery/story-registry.ts';
import { useSample } from '../gallery/sample.ts';

export const about: StoriesAbout = { title: 'Button' };

export function Kinds(): ReactElement {
  const say = useTranslate();
  const sample = useSample();
  return (
    <div className="story-row">
      <Button kind="primary">{sample.handIn}</Button>
      <Button>{sample.report}</Button>
      <Button kind="quiet">{say('ui.cancel')}</Button>
      <Button kind="danger">{sample.removeAction}</Button>
    </div>
  );
}

export function WithIcon(): ReactElement {
  const say = useTranslate();
  return (
    <div className="story-row">
      <Button kind="primary" icon={Save}>
        {say('ui.save')}
      </Button>
      <Button icon={Plus}>{say('ui.add')}</Button>
      <Button kind="danger" icon={Trash2}>
        {say('ui.remove')}
      </Button>
    </div>
  );
}

export function Disabled(): ReactElement {
  const sample = useSample();
  return (
    <div className="story-row">
      <Button kind="primary" isDisabled>
        {sample.handIn}
      </Button>
      <Button isDisabled>{sample.report}</Button>
    </div>
  );
}

export function AtWork(): ReactElement {
  return (
    <Button kind="primary" isPending>
      {useSample().handIn}
    </Button>
  );
}

export function LongText(): ReactElement {
  return (
    <div className="story-side">
      <Button>{useSample().institutionLong}</Button>
    </div>
  );
}
