/** Keys have no folders: `/` is only a habit. A prefix here is '' or ends with `/`. */

/** The part of a key (or of a prefix, without its last `/`) after its last `/`; may be empty, as for `a//`. */
export function baseName(keyOrPrefix: string): string {
  const end = keyOrPrefix.endsWith('/') ? keyOrPrefix.length - 1 : keyOrPrefix.length;
  return keyOrPrefix.slice(keyOrPrefix.lastIndexOf('/', end - 1) + 1, end);
}

/** The prefix one level up: of `a/b/` it is `a/`, of `a/` and `` it is ``. */
export function parentPrefix(prefix: string): string {
  const name = prefix.slice(0, -1);
  return name.slice(0, name.lastIndexOf('/') + 1);
}

/** The levels of a prefix with the prefix of each: `a/b/` is [a -> `a/`, b -> `a/b/`]. Empty names are levels too. */
export function prefixLevels(prefix: string): { name: string; prefix: string }[] {
  const levels: { name: string; prefix: string }[] = [];
  for (let end = prefix.indexOf('/'); end !== -1; end = prefix.indexOf('/', end + 1)) {
    const level = prefix.slice(0, end + 1);
    levels.push({ name: baseName(level), prefix: level });
  }
  return levels;
}

/** `s3://bucket/key`; the key stands as it is, as aws-cli writes it. */
export function s3Uri(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}

/** Bucket and key of an `s3://` address, or null when it is none. */
export function parseS3Uri(text: string): { bucket: string; key: string } | null {
  const match = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(text.trim());
  return match?.[1] ? { bucket: match[1], key: match[2] ?? '' } : null;
}
