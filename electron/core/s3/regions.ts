import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { AppError, type ErrorData } from '../../../shared/errors.ts';
import { type Clients, hostOf } from './client.ts';
import type { S3Connection } from './connection.ts';
import { createSender, type Send } from './send.ts';

/** The way to the server, in the region of each bucket. */
export type Regions = {
  /** In the connection's region, or where the bucket was found to be. */
  send: Send;
  sendIn(region: string): Send;
  /**
   * The region of a bucket, and how far (ms) its server's clock is ahead of ours: what a signature that is not sent at
   * once must know beforehand. Throws when the server cannot be asked.
   */
  whereIs(bucket: string, signal: AbortSignal | undefined): Promise<{ region: string; clockOffset: number }>;
  close(): void;
};

/**
 * True when the bucket is in another region than the one the call was made for. A HEAD is answered without a code, but
 * with the region (S3 API Reference, HeadBucket).
 */
function isElsewhere({ code, status, s3Code, details }: ErrorData, region: string): boolean {
  if (code === 'wrong-region') return true;
  return status === 400 && s3Code === undefined && details?.region !== undefined && details.region !== region;
}

/** Makes clients for other regions when a server says that a bucket is there, and remembers it. */
export function createRegions(connection: S3Connection, clientsFor: (connection: S3Connection) => Clients): Regions {
  const senders = new Map<string, { clients: Clients; send: Send }>();
  const regionOf = new Map<string, string>();

  function sendIn(region: string): Send {
    const known = senders.get(region);
    if (known) return known.send;
    const there = { ...connection, region };
    const clients = clientsFor(there);
    const send = createSender(clients, hostOf(there));
    senders.set(region, { clients, send });
    return send;
  }

  /** The region that the server tells; undefined when it does not. */
  async function askForRegion(bucket: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    try {
      const output = await sendIn(connection.region)(new HeadBucketCommand({ Bucket: bucket }), { bucket, signal });
      return output.BucketRegion;
    } catch (error) {
      signal?.throwIfAborted();
      return error instanceof AppError ? error.data.details?.region : undefined;
    }
  }

  const send: Send = async (command, options = {}) => {
    const { bucket, signal } = options;
    const region = (bucket !== undefined && regionOf.get(bucket)) || connection.region;
    try {
      return await sendIn(region)(command, options);
    } catch (error) {
      if (bucket === undefined || !(error instanceof AppError) || !isElsewhere(error.data, region)) throw error;
      const right = error.data.details?.region ?? (await askForRegion(bucket, signal));
      if (right === undefined || right === region) throw error;
      regionOf.set(bucket, right);
      return sendIn(right)(command, options);
    }
  };

  return {
    send,
    sendIn,
    async whereIs(bucket, signal) {
      try {
        await send(new HeadBucketCommand({ Bucket: bucket }), { bucket, signal });
      } catch (error) {
        // Keys that may not see the bucket are told all the same where it is.
        if (!(error instanceof AppError) || error.data.code !== 'access-denied') throw error;
      }
      const region = regionOf.get(bucket) ?? connection.region;
      return { region, clockOffset: senders.get(region)?.clients.quick.config.systemClockOffset ?? 0 };
    },
    close() {
      for (const { clients } of senders.values()) clients.close();
    },
  };
}
