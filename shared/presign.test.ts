import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import {
  contentDisposition,
  curlForm,
  curlGet,
  curlPut,
  FILE_NAME,
  formConditions,
  hasDotSegments,
  htmlForm,
  isBrokenByForms,
} from './presign.ts';

const nasty = `a&b<c>"d'e\n$(f)\`g\` !h`;

/** The words of a command as a shell reads them, without running it. */
const wordsOf = (command: string): string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

test('a form for one key and any type', () => {
  expect(formConditions({ key: 'in/a.txt', namedByFile: false })).toEqual({
    key: 'in/a.txt',
    fields: { success_action_status: '201' },
    conditions: [],
  });
});

test('a form below a prefix, for one type or one kind of it', () => {
  expect(formConditions({ key: 'in/', namedByFile: true, type: { beginsWith: 'image/' } })).toEqual({
    key: `in/${FILE_NAME}`,
    fields: { success_action_status: '201' },
    conditions: [['starts-with', '$Content-Type', 'image/']],
  });
  expect(formConditions({ key: '', namedByFile: true, type: { is: 'text/csv' } })).toEqual({
    key: FILE_NAME,
    fields: { success_action_status: '201', 'Content-Type': 'text/csv' },
    conditions: [],
  });
});

test.each([
  [false, undefined, undefined],
  [true, undefined, 'inline'],
  [false, 'report.csv', `attachment; filename="report.csv"; filename*=UTF-8''report.csv`],
  [true, 'отчёт 1.csv', `inline; filename="_____ 1.csv"; filename*=UTF-8''%D0%BE%D1%82%D1%87%D1%91%D1%82%201.csv`],
  [false, `a"b%c'd`, `attachment; filename="a_b_c'd"; filename*=UTF-8''a%22b%25c%27d`],
  [false, 'dir/a\\b\nc\ud800', `attachment; filename="dir_a_b_c_"; filename*=UTF-8''dir_a_b_c_`],
  [false, '😀', `attachment; filename="_"; filename*=UTF-8''%F0%9F%98%80`],
])('inline %s, named %j: %j', (inline, name, header) => {
  expect(contentDisposition(inline, name)).toBe(header);
});

test('in HTML every value stays within its quotes', () => {
  const html = htmlForm({ url: 'http://s3/b', fields: { key: nasty, [nasty]: '1' } });
  expect(html.split('\n')).toEqual([
    '<form action="http://s3/b" method="post" enctype="multipart/form-data">',
    '  <input type="hidden" name="key" value="a&#38;b&#60;c&#62;&#34;d&#39;e&#10;$(f)`g` !h">',
    '  <input type="hidden" name="a&#38;b&#60;c&#62;&#34;d&#39;e&#10;$(f)`g` !h" value="1">',
    '  <input type="file" name="file" required>',
    '  <button>Upload</button>',
    '</form>',
  ]);
});

test('the file is the last field, and takes its type along where only the beginning is set', () => {
  const open = htmlForm({ url: 'http://s3/b', fields: { key: 'k' }, type: { beginsWith: 'image/' } });
  expect(open).toMatch(/name="Content-Type" value="image\/">\s+<input type="file"/);
  expect(open).toContain('accept="image/*"');
  expect(open).toContain('this.files[0].type');
  const exact = htmlForm({ url: 'http://s3/b', fields: { 'Content-Type': 'text/csv' }, type: { is: 'text/csv' } });
  expect(exact.match(/name="Content-Type"/g)).toHaveLength(1);
  expect(exact).toContain('accept="text/csv"');
  expect(exact).not.toContain('onchange');
});

test('a shell reads every value as it is', () => {
  const type = { beginsWith: 'image/' };
  expect(wordsOf(curlForm({ url: 'http://s3/b', fields: { key: nasty, Policy: 'e30=' }, type }))).toEqual([
    'curl',
    '--fail',
    '--form-string',
    `key=${nasty}`,
    '--form-string',
    'Policy=e30=',
    '--form-string',
    'Content-Type=image/',
    '--form',
    'file=@FILE',
    'http://s3/b',
  ]);
  expect(wordsOf(curlPut('http://s3/b/k?X-Amz-Date=1&b=2', `a/b; c="d'e"`))).toEqual([
    'curl',
    '--fail',
    '--upload-file',
    'FILE',
    '--header',
    `Content-Type: a/b; c="d'e"`,
    'http://s3/b/k?X-Amz-Date=1&b=2',
  ]);
  expect(curlPut('http://s3/b/k')).toBe("curl --fail --upload-file FILE 'http://s3/b/k'");
  expect(curlGet('http://s3/b/k')).toBe("curl --fail --output FILE 'http://s3/b/k'");
});

test('a key with dots for a name is one that browsers change and curl must be told to keep', () => {
  expect(['http://s3/b/../up', 'http://s3/b/a/./c?x', 'http://s3/b/..'].map(hasDotSegments)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['http://s3/b/.hidden', 'http://s3/b/a..b', 'http://s3/b/k?x=/../'].map(hasDotSegments)).toEqual([
    false,
    false,
    false,
  ]);
  expect(curlGet('http://s3/b/../up')).toBe("curl --path-as-is --fail --output FILE 'http://s3/b/../up'");
});

test('a key with a line break, or a blank at its end, is one that forms do not carry', () => {
  expect(['a\nb', 'a\rb', ' a', 'a '].map(isBrokenByForms)).toEqual([true, true, true, true]);
  expect(['a\tb', 'a b'].map(isBrokenByForms)).toEqual([false, false]);
});
