import { describe, expect, test } from 'vitest';
import { refuse } from '#base/result.ts';
import { type Document, emptyDocument, valueAt } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { dotOf } from '#domain/document/op.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import { builtInTemplates, nationalPolicyTemplate } from '#domain/workshop/templates/built-in-templates.ts';
import { offeredTemplates } from '#domain/workshop/templates/offered-templates.ts';
import {
  decidePublishTemplate,
  parseTemplateJson,
  readPublishedTemplate,
  templateDocumentId,
  templateRefOf,
} from '#domain/workshop/templates/publish-template.ts';
import { templateKind, workshopTemplateSchema } from '#domain/workshop/templates/template-kind.ts';
import type { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import { deviceA } from '#tests/support/builders/a-workshop.ts';

const ownW1: WorkshopTemplate = { ...nationalPolicyTemplate, version: '1.1.0' };

const opsOf = (workshopTemplate: WorkshopTemplate) => {
  const values = decidePublishTemplate(workshopTemplate, undefined);
  return (values.ok ? values.value : []).map((initialValue, at) => ({
    ...initialValue,
    dot: dotOf(deviceA, at + 1),
    stamp: [at + 1, 0] as const,
    over: [],
  }));
};

const published = (workshopTemplate: WorkshopTemplate): Document =>
  opsOf(workshopTemplate).reduce<Document>(
    (document, op) => applyOpToDocument(document, op, () => true),
    emptyDocument(templateDocumentId(templateRefOf(workshopTemplate)), templateKind),
  );

describe('a published template', () => {
  test('every value of a published template fits the schema', () => {
    expect(opsOf(ownW1).filter((op) => !checkAgainstSchema(workshopTemplateSchema, op).ok)).toEqual([]);
  });

  test('a laptop reads the template that was published', () => {
    expect(readPublishedTemplate(published(ownW1))).toEqual(ownW1);
  });

  test('the same content published again writes nothing', () => {
    expect(decidePublishTemplate(ownW1, published(ownW1))).toEqual({ ok: true, value: [] });
  });

  test('another content under the same version is refused', () => {
    expect(decidePublishTemplate({ ...ownW1, test: null }, published(ownW1))).toEqual(
      refuse({ kind: 'differs' }),
    );
  });

  test('a template with a damaged or missing part is not read', () => {
    const whole = published(ownW1);
    const otherDocument = published({ ...ownW1, test: null });
    const withPart = (part: Document | undefined): Document => {
      const others = Object.entries(whole.registers).filter(([path]) => path !== 'content/0');
      const parts = Object.entries(part?.registers ?? {}).filter(([path]) => path === 'content/0');
      return { ...whole, registers: Object.fromEntries([...others, ...parts]) };
    };
    expect(valueAt(withPart(otherDocument), 'content/0')).not.toEqual(valueAt(whole, 'content/0'));
    expect(readPublishedTemplate(withPart(otherDocument))).toBeNull();
    expect(readPublishedTemplate(withPart(undefined))).toBeNull();
  });
});

test.each(['', 'no JSON', '{}', '[]'])('the text %j is no template', (text) => {
  expect(parseTemplateJson(text)).toBeNull();
});

describe('templates that are offered', () => {
  const offered = (...all: Parameters<typeof offeredTemplates>[1]) =>
    offeredTemplates(builtInTemplates, all).map(templateRefOf);

  test('the built-in ones, while none is published', () => {
    expect(offered()).toEqual(['W1', 'W2', 'W3', 'W4', 'W5', 'W6'].map((code) => `${code}@1.0.0`));
  });

  test('the newest published version replaces a built-in one', () => {
    const tenth = { ...ownW1, version: '1.10.0' };
    expect(
      offered({ template: tenth, status: 'published' }, { template: ownW1, status: 'published' })[0],
    ).toBe('W1@1.10.0');
  });

  test('a retired version leaves the version before it', () => {
    const next = { ...ownW1, version: '2' };
    expect(offered({ template: ownW1, status: 'published' }, { template: next, status: 'retired' })[0]).toBe(
      'W1@1.1.0',
    );
  });

  test('a code with retired versions alone is not offered', () => {
    expect(offered({ template: ownW1, status: 'retired' })).not.toContain('W1@1.0.0');
  });

  test('a code of the programme is beside the built-in ones', () => {
    const own = { ...ownW1, code: 'ARL-1' };
    expect(offered({ template: own, status: 'published' })[0]).toBe('ARL-1@1.1.0');
  });
});
