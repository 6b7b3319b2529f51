import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { ReviewStepFormView } from '#renderer/console/features/record/workflow/review-step-form-view.tsx';
import {
  type SampleReviewStage,
  sampleReview,
} from '#renderer/console/features/record/workflow/sample-review.ts';
import { sampleReviewService } from '#renderer/console/features/record/workflow/sample-review-service.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import { mount } from '#tests/support/screen/mount.tsx';

function ShareForm({ stage }: { readonly stage: SampleReviewStage }) {
  const sampleDocument = sampleReview(useSample(), stage);
  const reviewService = sampleReviewService(sampleDocument, ['reviewer'], {});
  return (
    <ReviewStepFormView
      step="share"
      document={sampleDocument.document}
      service={reviewService}
      onClose={() => undefined}
    />
  );
}

const warning = page.getByText(/^The adviser has not signed the safeguards yet/u);

test('sharing a draft warns while the adviser has not signed, and only then', async () => {
  await mount(<ShareForm stage="handedIn" />);
  await expect.element(warning).toBeVisible();
  await mount(<ShareForm stage="signed" />);
  await expect.element(page.getByRole('checkbox').first()).toBeInTheDocument();
  await expect.element(warning).not.toBeInTheDocument();
});
