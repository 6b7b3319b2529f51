import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';

interface RemovalConflictBannerViewProps {
  /** Name of the removed session or participant. */
  readonly name: string;
  readonly removedBy: string;
  readonly editedBy: string;
  /** Null where nothing may be written. */
  readonly acts: { readonly onRestore: () => void; readonly onKeepRemoved: () => void } | null;
}

/** Item that one person removed while another edited it (M5), with the two ways to decide. */
export function RemovalConflictBannerView(props: RemovalConflictBannerViewProps): ReactElement {
  const { name, removedBy, editedBy, acts } = props;
  const translate = useTranslate();
  return (
    <Banner
      meaning="bad"
      title={translate('workshop.contested.title', { title: name })}
      actions={
        acts && (
          <>
            <Button onPress={acts.onRestore} label={`${translate('workshop.contested.restore')}: ${name}`}>
              {translate('workshop.contested.restore')}
            </Button>
            <Button
              onPress={acts.onKeepRemoved}
              label={`${translate('workshop.contested.keepRemoved')}: ${name}`}
            >
              {translate('workshop.contested.keepRemoved')}
            </Button>
          </>
        )
      }
    >
      {translate('workshop.contested.text', { removedBy, editedBy })}
    </Banner>
  );
}
