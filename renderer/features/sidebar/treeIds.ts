/** What a row of the connection tree stands for. */
export type TreeRow =
  | { kind: 'connection'; connectionId: string }
  | { kind: 'bucket'; connectionId: string; bucket: string }
  /** A line below a connection that is no bucket: loading, an error, a hint. */
  | { kind: 'note'; connectionId: string };

/** The row as a key of the tree. Connection ids and bucket names hold no blank. */
export function treeKey(row: TreeRow): string {
  return row.kind === 'bucket' ? `bucket ${row.connectionId} ${row.bucket}` : `${row.kind} ${row.connectionId}`;
}

/** The connection of a key made for a connection's row, else null. */
export function connectionOfKey(key: string): string | null {
  return key.startsWith('connection ') ? key.slice('connection '.length) : null;
}
