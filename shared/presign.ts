/** What an upload form is to take. Sizes in bytes, both inclusive; the type exactly, or how it begins. */
export type FormLimits = {
  /** The key; with `namedByFile` what stands before the name of the uploaded file. */
  key: string;
  namedByFile: boolean;
  type?: { is: string } | { beginsWith: string } | undefined;
};

/** The server puts the name of the uploaded file in its place (S3 API Reference, "POST Object", field `key`). */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the server's own sign for it.
export const FILE_NAME = '${filename}';

/** Key, fields and conditions of a POST policy for these limits. The answer to an upload is 201 with a document. */
export function formConditions({ key, namedByFile, type }: FormLimits): {
  key: string;
  fields: Record<string, string>;
  conditions: ['starts-with', string, string][];
} {
  return {
    key: namedByFile ? key + FILE_NAME : key,
    fields: { success_action_status: '201', ...(type && 'is' in type ? { 'Content-Type': type.is } : {}) },
    conditions: type && 'beginsWith' in type ? [['starts-with', '$Content-Type', type.beginsWith]] : [],
  };
}

/** encodeURIComponent without the characters that RFC 8187 wants encoded too. */
function encodeExtended(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The Content-Disposition for a download under a name (RFC 6266), with one in ASCII for what does not know the other.
 * Undefined when nothing is asked for.
 */
export function contentDisposition(inline: boolean, fileName: string | undefined): string | undefined {
  const kind = inline ? 'inline' : 'attachment';
  if (fileName === undefined) return inline ? kind : undefined;
  // Half of a surrogate pair cannot be encoded; a path is no name.
  const name = fileName.replace(/[/\\\p{Cc}\p{Cs}]/gu, '_');
  const ascii = name.replace(/[^\x20-\x7e]|["%]/gu, '_');
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeExtended(name)}`;
}

/** Text as the value of an HTML attribute in double quotes; line breaks survive as they are. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r\n\t]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** One word of a POSIX shell, whatever is in it. */
function quoteShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export type UploadForm = { url: string; fields: Readonly<Record<string, string>>; type?: FormLimits['type'] };

/** The fields with the beginning of a type, if that is all that is known of it, as one more field. */
function allFields({ fields, type }: UploadForm): [string, string][] {
  const open = type && 'beginsWith' in type ? { 'Content-Type': type.beginsWith } : {};
  return Object.entries({ ...fields, ...open });
}

/**
 * A page's form that uploads one file, which must be its last field (S3 API Reference, "POST Object"). Where only the
 * beginning of the type is set, the form takes the type of the file that is chosen.
 */
export function htmlForm(form: UploadForm): string {
  const { url, type } = form;
  const accept = type && ('is' in type ? type.is : type.beginsWith.replace(/\/$/, '/*'));
  const input = [
    'type="file" name="file" required',
    ...(accept?.includes('/') ? [`accept="${escapeHtml(accept)}"`] : []),
    ...(type && 'beginsWith' in type
      ? [`onchange="this.form.elements['Content-Type'].value = this.files[0].type"`]
      : []),
  ];
  return [
    `<form action="${escapeHtml(url)}" method="post" enctype="multipart/form-data">`,
    ...allFields(form).map(
      ([name, value]) => `  <input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
    ),
    `  <input ${input.join(' ')}>`,
    '  <button>Upload</button>',
    '</form>',
  ].join('\n');
}

/** What stands for the local file in a command. */
const FILE = 'FILE';

/** The upload form as a command for a POSIX shell. */
export function curlForm(form: UploadForm): string {
  const fields = allFields(form).map(([name, value]) => `--form-string ${quoteShell(`${name}=${value}`)}`);
  return ['curl --fail', ...fields, `--form file=@${FILE}`, quoteShell(form.url)].join(' \\\n  ');
}

/** `--path-as-is`: curl would resolve the `.` and `..` that a key may have. */
const curl = (url: string) => (hasDotSegments(url) ? 'curl --path-as-is' : 'curl');

/** A download by link as a command for a POSIX shell. */
export function curlGet(url: string): string {
  return `${curl(url)} --fail --output ${FILE} ${quoteShell(url)}`;
}

/** An upload by link as a command for a POSIX shell. */
export function curlPut(url: string, contentType?: string): string {
  const header = contentType === undefined ? '' : ` --header ${quoteShell(`Content-Type: ${contentType}`)}`;
  return `${curl(url)} --fail --upload-file ${FILE}${header} ${quoteShell(url)}`;
}

/**
 * True when the path has a `.` or `..` between its slashes: browsers resolve these before they ask (WHATWG URL, "path
 * state"), so a link to such a key works in no browser.
 */
export function hasDotSegments(url: string): boolean {
  const [path = ''] = url.split('?');
  return path.split('/').some((segment) => segment === '.' || segment === '..');
}

/**
 * True for a key that forms do not carry: in one, every line break becomes CR LF (HTML, "multipart/form-data"), and Ceph
 * RGW cuts blanks off its ends.
 */
export function isBrokenByForms(key: string): boolean {
  return /[\r\n]|^\s|\s$/.test(key);
}
