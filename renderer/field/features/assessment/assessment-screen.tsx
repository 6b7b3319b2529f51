import type { ReactElement, ReactNode } from 'react';
import { valueAt } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { defaultModel, instrumentRef } from '#domain/instrument/maturity-model.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { NotHereScreen } from '#renderer/field/app/not-here-screen.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { TextChecksContext } from '#renderer/field/app/text-checks.ts';
import { type OpenDocument, useDocument } from '#renderer/field/app/use-document.ts';
import { useInstrument } from '#renderer/field/app/use-instrument.ts';
import { FindingsOfInstrument } from './findings/findings-of-instrument.tsx';
import { FindingsScreen } from './findings/findings-screen.tsx';
import { FormScreen } from './form/form-screen.tsx';
import { UnopenedForm } from './form/unopened-form.tsx';
import { OpenAssessment } from './open-assessment.tsx';
import { openEndsOf } from './open-ends.ts';
import { ReviewPlace } from './review/review-place.tsx';
import { RatingsPlace } from './several/ratings-place.tsx';
import { useRatingDrafts } from './several/use-rating-drafts.ts';
import { useRoster } from './use-roster.ts';
import { useTextChecks } from './use-text-checks.ts';

interface AssessmentScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
}

/** One assessment, with the instrument that it was begun with. */
export function AssessmentScreen({ log, doc }: AssessmentScreenProps): ReactElement {
  const open = useDocument(log, doc);
  switch (open.kind) {
    case 'loading':
      return <LoadingScreen />;
    case 'absent':
      return <NotHereScreen />;
    case 'present':
      return (
        <Checked open={open}>
          <WithInstrument log={log} open={open} />
        </Checked>
      );
  }
}

/** Every text of it is checked for what may name or reach a person (domain.md E). */
function Checked({
  open,
  children,
}: {
  readonly open: OpenDocument;
  readonly children: ReactNode;
}): ReactElement {
  return <TextChecksContext value={useTextChecks(open)}>{children}</TextChecksContext>;
}

/** The maturity model that Fieldbook brings along has its own screen; any other instrument is a form. */
function WithInstrument({ log, open }: { readonly log: LogId; readonly open: OpenDocument }): ReactElement {
  const ref = valueAt(open.document, 'instrument');
  const isBuiltIn = typeof ref !== 'string' || ref === '' || ref === instrumentRef(defaultModel);
  return isBuiltIn ? (
    <Placed log={log} open={open} instrument={null}>
      <OpenAssessment log={log} open={open} />
    </Placed>
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
      return <LoadingScreen />;
    case 'here':
      return (
        <Placed log={log} open={open} instrument={found.instrument}>
          <FormScreen log={log} open={open} instrument={found.instrument} />
        </Placed>
      );
    case 'absent':
    case 'damaged':
      return <UnopenedForm log={log} open={open} why={{ kind: found.kind }} />;
  }
}

interface PlacedProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  /** Null for the one that Fieldbook brings along. */
  readonly instrument: Instrument | null;
  /** Its questions. */
  readonly children: ReactNode;
}

/** The place of the address: the questions, or what there is beside them. */
function Placed({ log, open, instrument, children }: PlacedProps): ReactElement {
  const { route } = useField();
  const roster = useRoster(open.answer.people);
  const drafts = useRatingDrafts();
  const place = route.screen === 'assessment' ? route.place : undefined;
  switch (place) {
    case undefined:
      return <>{children}</>;
    case 'findings':
      return instrument === null ? (
        <FindingsScreen log={log} open={open} model={defaultModel} />
      ) : (
        <FindingsOfInstrument log={log} open={open} instrument={instrument} />
      );
    case 'ratings':
      return <RatingsPlace log={log} open={open} instrument={instrument} drafts={drafts} />;
    case 'review':
      return (
        <ReviewPlace
          log={log}
          open={open}
          instrument={instrument}
          openEnds={instrument === null ? openEndsOf(open.document, roster) : null}
        />
      );
  }
}

const LoadingScreen = (): ReactElement => (
  <ScreenFrame title="">
    <span />
  </ScreenFrame>
);
