import type { ErrorCode } from '../../../shared/errors.ts';

/** What an error means to us, and whether the same call may succeed later by itself. */
export type Meaning = { code: ErrorCode; retryable: boolean };

const final = (code: ErrorCode): Meaning => ({ code, retryable: false });
const passing = (code: ErrorCode): Meaning => ({ code, retryable: true });

/** Error codes of S3 and of servers like it (S3 API Reference, "Error responses"). */
const BY_S3_CODE: Record<string, Meaning> = {
  AccessDenied: final('access-denied'),
  AllAccessDisabled: final('access-denied'),
  AccountProblem: final('access-denied'),
  InvalidPayer: final('access-denied'),
  RequestExpired: final('expired-credentials'),

  InvalidAccessKeyId: final('invalid-credentials'),
  SignatureDoesNotMatch: final('invalid-credentials'),
  InvalidSecurity: final('invalid-credentials'),
  InvalidToken: final('invalid-credentials'),
  NotSignedUp: final('invalid-credentials'),
  ExpiredToken: final('expired-credentials'),
  TokenRefreshRequired: final('expired-credentials'),
  // The SDK takes the server's time from the answer: the next call is signed with it.
  RequestTimeTooSkewed: passing('clock-skew'),

  NoSuchBucket: final('bucket-not-found'),
  NoSuchKey: final('not-found'),
  NoSuchVersion: final('not-found'),
  NoSuchUpload: final('not-found'),
  NotFound: final('not-found'),

  BucketAlreadyExists: final('bucket-exists'),
  BucketAlreadyOwnedByYou: final('bucket-exists'),
  BucketNotEmpty: final('bucket-not-empty'),
  InvalidBucketName: final('bucket-name-invalid'),

  OperationAborted: passing('conflict'),
  ConditionalRequestConflict: passing('conflict'),
  InvalidBucketState: final('conflict'),
  InvalidObjectState: final('conflict'),
  PreconditionFailed: final('changed'),
  InvalidRange: final('changed'),

  SlowDown: passing('throttled'),
  SlowDownRead: passing('throttled'),
  SlowDownWrite: passing('throttled'),
  ServiceUnavailable: passing('throttled'),
  Throttling: passing('throttled'),
  ThrottlingException: passing('throttled'),
  TooManyRequests: passing('throttled'),
  TooManyRequestsException: passing('throttled'),
  RequestLimitExceeded: passing('throttled'),
  BandwidthLimitExceeded: passing('throttled'),

  PermanentRedirect: final('wrong-region'),
  TemporaryRedirect: final('wrong-region'),
  Redirect: final('wrong-region'),
  AuthorizationHeaderMalformed: final('wrong-region'),
  IllegalLocationConstraintException: final('wrong-region'),
  InvalidLocationConstraint: final('wrong-region'),
  InvalidRegion: final('wrong-region'),

  NotImplemented: final('unsupported'),
  XNotImplemented: final('unsupported'),
  MethodNotAllowed: final('unsupported'),
  UnsupportedOperation: final('unsupported'),
  MissingContentLength: final('unsupported'),

  BadDigest: passing('integrity'),
  XAmzContentSHA256Mismatch: passing('integrity'),
  XAmzContentChecksumMismatch: passing('integrity'),
  IncompleteBody: passing('network'),
  RequestTimeout: passing('network-timeout'),

  InternalError: passing('server-error'),
  QuotaExceeded: final('server-error'),
  StorageQuotaExceeded: final('server-error'),
  XMinioStorageFull: final('server-error'),
};

/** What a status says when the code says nothing: HEAD has no body, and some servers answer without one. */
function byStatus(status: number, ofBucket: boolean): Meaning {
  switch (status) {
    case 301:
    case 307:
      return final('wrong-region');
    case 302:
    case 303:
    case 308:
      return final('not-s3');
    case 401:
      return final('invalid-credentials');
    case 403:
      return final('access-denied');
    case 404:
      return final(ofBucket ? 'bucket-not-found' : 'not-found');
    case 405:
    case 411:
    case 501:
      return final('unsupported');
    case 407:
      return final('network');
    case 408:
      return passing('network-timeout');
    case 409:
      return final('conflict');
    case 412:
    case 416:
      return final('changed');
    case 429:
    case 503:
      return passing('throttled');
    case 507:
      return final('server-error');
    default:
      return status >= 500 ? passing('server-error') : final('invalid-request');
  }
}

/**
 * The meaning of a server's answer by its S3 code, then by its HTTP status. `ofBucket`: the call named no object, so that
 * a bare 404 means the bucket.
 */
export function meaningOfAnswer(s3Code: string | undefined, status: number, ofBucket: boolean): Meaning {
  if (s3Code === 'NotFound') return byStatus(404, ofBucket);
  const known = s3Code !== undefined && Object.hasOwn(BY_S3_CODE, s3Code) ? BY_S3_CODE[s3Code] : undefined;
  return known ?? byStatus(status, ofBucket);
}

const BY_NODE_CODE: Record<string, Meaning> = {
  ENOTFOUND: passing('network-unreachable'),
  EAI_AGAIN: passing('network-unreachable'),
  EAI_FAIL: passing('network-unreachable'),
  ENETUNREACH: passing('network-unreachable'),
  ENETDOWN: passing('network-unreachable'),
  EHOSTUNREACH: passing('network-unreachable'),
  EHOSTDOWN: passing('network-unreachable'),
  EADDRNOTAVAIL: passing('network-unreachable'),
  ECONNREFUSED: passing('network-refused'),
  ETIMEDOUT: passing('network-timeout'),
  ESOCKETTIMEDOUT: passing('network-timeout'),
  ECONNRESET: passing('network'),
  ECONNABORTED: passing('network'),
  EPIPE: passing('network'),
  ERR_STREAM_PREMATURE_CLOSE: passing('network'),
  // A header, as metadata, with characters that HTTP cannot carry: found before anything is sent.
  ERR_INVALID_CHAR: final('invalid-request'),
  EPROTO: final('tls'),
  DEPTH_ZERO_SELF_SIGNED_CERT: final('tls'),
  SELF_SIGNED_CERT_IN_CHAIN: final('tls'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: final('tls'),
  UNABLE_TO_GET_ISSUER_CERT: final('tls'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: final('tls'),
  HOSTNAME_MISMATCH: final('tls'),
};

/** The meaning of a Node error code of the socket, the name service, TLS or the HTTP parser; undefined for any other. */
export function meaningOfNodeCode(code: string): Meaning | undefined {
  if (Object.hasOwn(BY_NODE_CODE, code)) return BY_NODE_CODE[code];
  // All certificate errors of OpenSSL (CERT_HAS_EXPIRED, CERT_NOT_YET_VALID ...) and of Node's TLS.
  if (code.startsWith('CERT_') || code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_')) return final('tls');
  // The answer is no HTTP at all.
  if (code.startsWith('HPE_')) return final('not-s3');
  return undefined;
}
