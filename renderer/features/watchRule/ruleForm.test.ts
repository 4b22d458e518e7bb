import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Comparison, OPERATORS } from '../../../shared/watch/data.ts';
import { ruleDraft, type WatchRule, watchRule } from '../../../shared/watch/rule.ts';
import { includeOf } from './filePresets.ts';
import { exampleDraft, fittingDraft, previewDraft } from './partialDrafts.ts';
import { draftOf, formOf, newForm, type RuleForm } from './ruleForm.ts';
import { problemsOf, STEPS, stepOf } from './ruleProblems.ts';
import { withSuggestions } from './suggestions.ts';

const text = (maxLength: number, minLength = 1) => fc.string({ minLength, maxLength });
const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,10}$/);
const patterns = fc.oneof(
  fc.constantFrom('all' as const, 'csv' as const, 'data' as const).map((files) => includeOf(files, [])),
  fc.uniqueArray(fc.stringMatching(/^[a-z0-9*.]{1,8}$/), { maxLength: 4 }),
);
const comparison: fc.Arbitrary<Comparison> = fc.record({
  column: text(20),
  operator: fc.constantFrom(...OPERATORS),
  value: text(20),
});

const rule: fc.Arbitrary<WatchRule> = fc.record({
  id: text(10),
  enabled: fc.boolean(),
  name: fc.stringMatching(/^[a-z]{1,20}$/),
  folder: fc.stringMatching(/^\/[a-z]{1,10}$/),
  subfolders: fc.boolean(),
  include: patterns,
  exclude: patterns,
  connectionId: text(20),
  bucket: fc.stringMatching(/^[a-z0-9.-]{3,20}$/),
  keyTemplate: fc.constantFrom('in/{name}', '{date:yyyy/MM/dd}/{relative}', 'x'),
  constants: fc.uniqueArray(fc.record({ name, value: text(20, 0) }), { maxLength: 3, selector: (one) => one.name }),
  data: fc.option(
    fc.record({
      selection: fc.record({
        reading: fc.record({
          format: fc.constantFrom('auto' as const, 'csv' as const, 'parquet' as const),
          encoding: fc.constantFrom('auto' as const, 'windows-1251' as const),
          delimiter: fc.constantFrom('auto', ';', '\t', '~'),
          quote: fc.constantFrom('auto' as const, "'" as const, 'none' as const),
          header: fc.constantFrom('auto' as const, 'no' as const),
        }),
        filter: fc.oneof(
          fc.constant({ kind: 'all-rows' as const }),
          fc.record({
            kind: fc.constant('comparisons' as const),
            match: fc.constantFrom('all' as const, 'any' as const),
            comparisons: fc.array(comparison, { minLength: 1, maxLength: 4 }),
          }),
          fc.record({ kind: fc.constant('sql' as const), condition: fc.stringMatching(/^[a-z]{1,20}$/) }),
        ),
        columns: fc.option(fc.uniqueArray(text(20), { minLength: 1, maxLength: 4 })),
        output: fc.constantFrom('same' as const, 'csv' as const, 'parquet' as const),
      }),
      others: fc.constantFrom('upload' as const, 'leave' as const),
    }),
  ),
  afterwards: fc.oneof(
    fc.constant({ kind: 'leave' as const }),
    fc.constant({ kind: 'delete' as const }),
    fc.record({ kind: fc.constant('archive' as const), folder: fc.stringMatching(/^\/[a-z]{1,10}$/) }),
  ),
  logFolder: fc.stringMatching(/^\/[a-z]{1,10}$/),
  logUpload: fc.option(fc.record({ key: text(20), everySeconds: fc.integer({ min: 5, max: 86_400 }) })),
});

test('a rule that is opened and not changed is saved as it was', () => {
  fc.assert(
    fc.property(rule, (given) => {
      expect(watchRule.safeParse(given).success).toBe(true);
      const { id: _id, enabled: _enabled, afterwards, ...rest } = given;
      expect(draftOf(withSuggestions(formOf(given)))).toEqual({
        ...rest,
        folder: null,
        afterwards: afterwards.kind === 'archive' ? { kind: 'archive', folder: null } : afterwards,
        logFolder: null,
      });
    }),
  );
});

const anyForm: fc.Arbitrary<RuleForm> = fc
  .record({
    given: rule,
    name: text(120, 0),
    include: fc.array(text(520, 0), { maxLength: 3 }),
    keyTemplate: text(30, 0),
    delimiter: fc.constantFrom('auto', '', ';'),
    comparisons: fc.array(
      fc.record({ column: text(510, 0), operator: fc.constantFrom(...OPERATORS), value: text(20, 0) }),
      {
        maxLength: 52,
      },
    ),
    condition: fc.oneof(text(20, 0), fc.constant('x'.repeat(10_001))),
    columns: fc.option(fc.array(text(510, 0), { maxLength: 3 })),
    constants: fc.array(fc.record({ name: text(40, 0), value: text(510, 0) }), { maxLength: 3 }),
    logKey: text(1030, 0),
    everySeconds: fc.option(fc.double({ noNaN: true })),
    hasFolder: fc.boolean(),
  })
  .map(({ given, delimiter, hasFolder, ...rest }) => {
    const form = formOf(given);
    return {
      ...form,
      ...rest,
      files: 'own' as const,
      reading: { ...form.reading, delimiter },
      folder: hasFolder ? form.folder : null,
    };
  });

test('a form without problems is a draft that will be taken, and no other is', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      const problems = problemsOf(form, []);
      if (problems.length === 0) expect(ruleDraft.safeParse(draftOf(form)).success).toBe(true);
      for (const { field } of problems) expect(STEPS).toContain(stepOf(field));
    }),
  );
});

test('whatever is half written, a folder can be asked about or it is said that it cannot', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      for (const ask of [exampleDraft, previewDraft, fittingDraft]) {
        const draft = ask(form);
        if (draft) expect(ruleDraft.safeParse(draft).success).toBe(true);
        if (!form.folder) expect(draft).toBeNull();
      }
    }),
  );
});

const start = { connectionId: '', bucket: '', prefix: '' };
const chosen: RuleForm = { ...newForm(start), folder: { grant: 'g', path: '/data/in' } };

test('a folder alone is enough for an example, and for what fits', () => {
  expect(exampleDraft(newForm(start))).toBeNull();
  expect(exampleDraft(chosen)).toMatchObject({ folder: 'g', keyTemplate: '{date:yyyy/MM/dd}/{relative}', data: null });
  expect(fittingDraft({ ...chosen, isFiltered: true })).toMatchObject({ data: null });
  expect(previewDraft(chosen)).toBeNull();
});

test('comparisons and constants that are being written do not disturb the preview', () => {
  const half = { column: 'amount', operator: 'greater', value: '' } as const;
  const whole = { column: 'city', operator: 'is-empty', value: '' } as const;
  const form: RuleForm = { ...chosen, isFiltered: true, filterKind: 'comparisons', comparisons: [half, whole] };
  expect(previewDraft(form)?.data?.selection.filter).toMatchObject({ comparisons: [whole] });
  expect(previewDraft({ ...form, comparisons: [half] })?.data?.selection.filter).toEqual({ kind: 'all-rows' });
  expect(previewDraft({ ...form, filterKind: 'sql', condition: ' ' })?.data?.selection.filter.kind).toBe('all-rows');
  expect(exampleDraft({ ...chosen, constants: [{ name: '', value: 'x' }] })?.constants).toEqual([]);
});

test('the preview is not asked for anew by what does not matter for it', () => {
  const form = { ...chosen, isFiltered: true };
  expect(previewDraft({ ...form, bucket: 'b', keyTemplate: 'x', name: 'n' })).toEqual(previewDraft(form));
  expect(previewDraft({ ...form, afterwards: 'delete' })).toEqual(previewDraft({ ...form, afterwards: 'leave' }));
});

test('what is asked about a folder leaves its archive out', () => {
  const form: RuleForm = { ...chosen, isFiltered: true, afterwards: 'archive' };
  for (const draft of [exampleDraft(form), previewDraft(form), fittingDraft(form)]) {
    expect(draft?.afterwards).toEqual({ kind: 'archive', folder: null });
  }
});

test('what is left out on one way stays on the other', () => {
  const form: RuleForm = { ...chosen, isFiltered: true, filterKind: 'sql', condition: 'a > 1', comparisons: [] };
  expect(draftOf(form).data?.selection.filter).toEqual({ kind: 'sql', condition: 'a > 1' });
  expect(draftOf({ ...form, isFiltered: false }).data).toBeNull();
});
