import { Copy, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button, ListEntry, PageSection, RelativeTime, TextLink } from '#renderer/ui';

/** Text that no record has, with the beginning of its words. */
export interface UnsavedText {
  readonly id: string;
  readonly label: string;
  readonly reason: Message;
  readonly href: string;
  readonly text: string;
  readonly changedAtMs: number;
}

interface UnsavedTextsViewProps {
  readonly texts: readonly UnsavedText[];
  readonly onCopy: (id: string) => void;
  readonly onDiscard: (id: string) => void;
}

const shownLength = 240;

/** Texts that a person typed and that no record has, with the ways to decide. */
export function UnsavedTextsView({ texts, onCopy, onDiscard }: UnsavedTextsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection
      title={translate('frame.status.drafts.title')}
      description={translate('frame.status.drafts.explained')}
    >
      {texts.map(({ id, label, reason, href, text, changedAtMs }) => {
        const name = label || translate('frame.draft.unnamed');
        return (
          <ListEntry
            key={id}
            isBoxed
            lead={
              <TextLink href={href}>
                <bdi>{name}</bdi>
              </TextLink>
            }
            meta={
              <>
                {translate(reason)} · <RelativeTime atMs={changedAtMs} show="moment" />
              </>
            }
          >
            <p className="wh-text" dir="auto">
              {text.slice(0, shownLength)}
              {text.length > shownLength && '…'}
            </p>
            <div className="wh-acts">
              <Button
                icon={Copy}
                onPress={() => onCopy(id)}
                label={`${translate('frame.draft.copy')}: ${name}`}
              >
                {translate('frame.draft.copy')}
              </Button>
              <Button
                icon={Trash2}
                kind="quiet"
                onPress={() => onDiscard(id)}
                label={`${translate('ui.draft.discard')}: ${name}`}
              >
                {translate('ui.draft.discard')}
              </Button>
            </div>
          </ListEntry>
        );
      })}
    </PageSection>
  );
}
