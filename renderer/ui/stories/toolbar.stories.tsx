import { Bold, Heading, Italic, List, ListOrdered, Redo2, Undo2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useTranslate } from '#renderer/i18n';
import { useSample } from '../gallery/sample.ts';
import type { StoriesAbout } from '../gallery/story-registry.ts';
import { Toolbar, ToolbarButton, ToolbarGap, ToolbarToggle } from '../layout/toolbar.tsx';

export const about: StoriesAbout = { title: 'Toolbar' };

export function RichText(): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  const [isBold, setIsBold] = useState(true);
  const [isItalic, setIsItalic] = useState(false);
  return (
    <div className="story-stack">
      <div className="fb-rich-text">
        <Toolbar label={translate('ui.toolbar.label')}>
          <ToolbarToggle
            label={translate('ui.toolbar.bold')}
            icon={Bold}
            isOn={isBold}
            onChange={setIsBold}
          />
          <ToolbarToggle
            label={translate('ui.toolbar.italic')}
            icon={Italic}
            isOn={isItalic}
            onChange={setIsItalic}
          />
          <ToolbarToggle
            label={translate('ui.toolbar.heading')}
            icon={Heading}
            isOn={false}
            onChange={() => undefined}
          />
          <ToolbarGap />
          <ToolbarToggle
            label={translate('ui.toolbar.bulletList')}
            icon={List}
            isOn={false}
            onChange={() => undefined}
          />
          <ToolbarToggle
            label={translate('ui.toolbar.numberedList')}
            icon={ListOrdered}
            isOn={false}
            onChange={() => undefined}
          />
          <ToolbarGap />
          <ToolbarButton label={translate('ui.toolbar.undo')} icon={Undo2} onPress={() => undefined} />
          <ToolbarButton
            label={translate('ui.toolbar.redo')}
            icon={Redo2}
            onPress={() => undefined}
            isDisabled
          />
        </Toolbar>
        <div className="fb-rich-text-body">
          <h3>{sample.questionTitle}</h3>
          <p>
            {sample.l1} <strong>{sample.l2}</strong>
          </p>
          <ul>
            <li>{sample.ev1}</li>
            <li>
              <em>{sample.ev2}</em>
            </li>
          </ul>
        </div>
      </div>
    </div>
  );
}
