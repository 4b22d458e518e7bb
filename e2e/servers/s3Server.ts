/** A real S3 server that tests and the demo talk to. */
export interface S3Server {
  readonly name: 'rgw' | 'minio' | 'given';
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Ends the server and removes what it stored; does nothing to a server that is not ours. Safe to call twice. */
  stop(): Promise<void>;
}
