import { expect, test } from 'vitest';
import { newForm, type RuleForm } from './ruleForm.ts';
import { fieldAt, isMissing, problemsOf } from './ruleProblems.ts';
import { withSuggestions } from './suggestions.ts';

const whole: RuleForm = withSuggestions({
  ...newForm({ connectionId: 'c', bucket: 'shop', prefix: 'in/' }),
  folder: { grant: 'g', path: '/data/orders' },
});
const codes = (form: Partial<RuleForm>, columns: Parameters<typeof problemsOf>[1] = []) =>
  problemsOf({ ...whole, ...form }, columns).map(({ code, index }) =>
    index === undefined ? code : `${code} ${index}`,
  );

test('a folder, a bucket and the suggestions make a rule', () => {
  expect(codes({})).toEqual([]);
});

test('a new rule lacks what nobody can know, and tells nothing as wrong', () => {
  const problems = problemsOf(withSuggestions(newForm({ connectionId: '', bucket: '', prefix: '' })), []);
  expect(problems.map(({ code }) => code)).toEqual([
    'folder-missing',
    'connection-missing',
    'bucket-missing',
    'name-missing',
  ]);
  expect(problems.every(isMissing)).toBe(true);
});

test('a comparison lacks its column first, then its value', () => {
  const filtered = { isFiltered: true, filterKind: 'comparisons' } as const;
  const comparisons = [
    { column: '', operator: 'equals', value: '' },
    { column: 'a', operator: 'equals', value: '' },
    { column: 'a', operator: 'is-empty', value: '' },
    { column: 'a', operator: 'greater', value: '1,5' },
  ] as const;
  expect(codes({ ...filtered, comparisons: [...comparisons] })).toEqual(['column-missing 0', 'value-missing 1']);
  expect(codes({ ...filtered, comparisons: [...comparisons] }, [{ name: 'A', type: 'number' }])).toEqual([
    'column-missing 0',
    'value-missing 1',
    'value-not-number 3',
  ]);
  expect(codes({ ...filtered, comparisons: [] })).toEqual(['comparisons-missing']);
  expect(codes({ comparisons: [] })).toEqual([]);
});

test('a filter needs a condition, a column and a delimiter', () => {
  expect(
    codes({
      isFiltered: true,
      filterKind: 'sql',
      condition: ' \n',
      columns: [],
      reading: { ...whole.reading, delimiter: '' },
    }),
  ).toEqual(['delimiter-missing', 'condition-missing', 'columns-missing']);
});

test('a template is told by what is wrong with it, a constant at its own place', () => {
  const [problem] = problemsOf({ ...whole, keyTemplate: 'in/{suit}' }, []);
  expect(problem).toMatchObject({ code: 'template-wrong', template: { code: 'unknown-placeholder', name: 'suit' } });
  expect(codes({ keyTemplate: 'in/{suite}/{name}', constants: [{ name: 'suite', value: 'a' }] })).toEqual([]);
  const constants = ['', '1a', 'name', 'a', 'a'].map((name) => ({ name, value: 'x' }));
  expect(codes({ constants })).toEqual([
    'constant-missing 0',
    'constant-name 1',
    'constant-name-taken 2',
    'constant-twice 4',
  ]);
});

test('the log is uploaded to a key, not too often', () => {
  expect(codes({ isLogUploaded: true })).toEqual([]);
  expect(codes({ isLogUploaded: true, logKey: '', isLogKeyed: true, everySeconds: null })).toEqual([
    'log-key-missing',
    'every-out-of-range',
  ]);
  expect(codes({ isLogUploaded: true, everySeconds: 4 })).toEqual(['every-out-of-range']);
  expect(codes({ isLogUploaded: true, everySeconds: 7.5 })).toEqual(['not-valid']);
});

test('limits of length are those of the schema', () => {
  expect(problemsOf({ ...whole, name: 'x'.repeat(101) }, [])).toEqual([{ field: 'name', code: 'not-valid' }]);
  expect(problemsOf({ ...whole, exclude: ['x'.repeat(501)] }, [])).toEqual([{ field: 'exclude', code: 'not-valid' }]);
});

test.each([
  [['data', 'selection', 'filter', 'comparisons', 2, 'value'], 'comparisons'],
  [['data', 'selection', 'filter', 'condition'], 'condition'],
  [['filter'], 'condition'],
  [['data', 'selection', 'columns'], 'columns'],
  [['logUpload', 'key'], 'logKey'],
  [['logUpload', 'everySeconds'], 'everySeconds'],
  [['afterwards', 'folder'], 'archiveFolder'],
  [['connectionId'], 'connection'],
  [['keyTemplate'], 'keyTemplate'],
  [['folder'], 'folder'],
  [['something'], 'name'],
] as const)('%j of a draft is the field %s', (path, field) => {
  expect(fieldAt(path)).toBe(field);
});
