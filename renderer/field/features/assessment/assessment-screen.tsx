import type { ReactElement } from 'react';
import { valueAt } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { defaultModel, instrumentRef } from '#domain/instrument/maturity-model.ts';
import { NotHereScreen } from '#renderer/field/app/not-here-screen.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { type OpenDocument, useDocument } from '#renderer/field/app/use-document.ts';
import { useInstrument } from '#renderer/field/app/use-instrument.ts';
import { FormScreen } from './form/form-screen.tsx';
import { UnopenedForm } from './form/unopened-form.tsx';
import { OpenAssessment } from './open-assessment.tsx';

interface AssessmentScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
}

/** One assessment, with the instrument that it was begun with. */
export function AssessmentScreen({ log, doc }: AssessmentScreenProps): ReactElement {
  const open = useDocument(log, doc);
  switch (open.kind) {
    case 'loading':
      return (
        <ScreenFrame title="">
          <span />
        </ScreenFrame>
      );
    case 'absent':
      return <NotHereScreen />;
    case 'present':
      return <WithInstrument log={log} open={open} />;
  }
}

/** The maturity model that Fieldbook brings along has its own screen; any other instrument is a form. */
function WithInstrument({ log, open }: { readonly log: LogId; readonly open: OpenDocument }): ReactElement {
  const ref = valueAt(open.document, 'instrument');
  const isBuiltIn = typeof ref !== 'string' || ref === '' || ref === instrumentRef(defaultModel);
  return isBuiltIn ? (
    <OpenAssessment log={log} open={open} />
  ) : (
    <WithPublished log={log} open={open} instrumentRef={ref} />
  );
}

interface WithPublishedProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly instrumentRef: string;
}

function WithPublished({ log, open, instrumentRef: ref }: WithPublishedProps): ReactElement {
  const found = useInstrument(ref);
  switch (found.kind) {
    case 'loading':
      return (
        <ScreenFrame title="">
          <span />
        </ScreenFrame>
      );
    case 'here':
      return <FormScreen log={log} open={open} instrument={found.instrument} />;
    case 'absent':
    case 'damaged':
      return <UnopenedForm log={log} open={open} why={{ kind: found.kind }} />;
  }
}
