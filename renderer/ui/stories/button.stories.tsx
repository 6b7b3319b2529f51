import { Plus, Save, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button } from '../button.tsx';
import { useSample } from '../gallery/sample.ts';
import type { StoriesAbout } from '../gallery/story-registry.ts';

export const about: StoriesAbout = { title: 'Button' };

export function Kinds(): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  return (
    <div className="story-row">
      <Button kind="primary">{sample.submit}</Button>
      <Button>{sample.report}</Button>
      <Button kind="quiet">{translate('ui.cancel')}</Button>
      <Button kind="danger">{sample.removeAction}</Button>
    </div>
  );
}

export function WithIcon(): ReactElement {
  const translate = useTranslate();
  return (
    <div className="story-row">
      <Button kind="primary" icon={Save}>
        {translate('ui.save')}
      </Button>
      <Button icon={Plus}>{translate('ui.add')}</Button>
      <Button kind="danger" icon={Trash2}>
        {translate('ui.remove')}
      </Button>
    </div>
  );
}

export function Disabled(): ReactElement {
  const sample = useSample();
  return (
    <div className="story-row">
      <Button kind="primary" isDisabled>
        {sample.submit}
      </Button>
      <Button isDisabled>{sample.report}</Button>
    </div>
  );
}

export function AtWork(): ReactElement {
  return (
    <Button kind="primary" isPending>
      {useSample().submit}
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
