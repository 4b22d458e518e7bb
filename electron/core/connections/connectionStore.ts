import { randomUUID } from 'node:crypto';
import type {
  ConnectionDraft,
  ConnectionSave,
  ConnectionSummary,
  SecretStay,
} from '../../../shared/contract/connections.ts';
import { AppError, appError } from '../../../shared/errors.ts';
import type { Logger, SecretStore } from '../ports.ts';
import type { S3Connection } from '../s3/connection.ts';
import { createJsonFile } from '../storage/jsonFile.ts';
import { connectionsFile, type StoredConnection } from './storedConnection.ts';

/** The saved connections. Secrets are never in what list() and save() answer with. */
export type ConnectionStore = {
  list(): Promise<ConnectionSummary[]>;
  /**
   * Adds a connection, or changes the one of that id. Without a secret the known one stays. Throws `keychain-missing`
   * when it shall stay in a keychain that this system has not, `secret-missing` for a new one without a secret.
   */
  save(save: ConnectionSave): Promise<ConnectionSummary>;
  remove(id: string): Promise<void>;
  /** Throws `not-found`, or `secret-missing` when the secret must be typed again. */
  connectionOf(id: string): Promise<S3Connection>;
  /** What is typed into the form, with the known secret when none is typed. Throws `secret-missing`. */
  connectionOfDraft(draft: ConnectionDraft): Promise<S3Connection>;
  /** The names of the buckets that were opened by name; throws `not-found`. */
  openedBuckets(id: string): Promise<string[]>;
  rememberBucket(id: string, bucket: string): Promise<void>;
  forgetBucket(id: string, bucket: string): Promise<void>;
};

type Deps = {
  /** Absolute path of the file they are kept in. */
  file: string;
  secrets: SecretStore;
  logger: Logger;
};

/** What is secret of a connection. */
type Secrets = Pick<S3Connection, 'secretAccessKey' | 'sessionToken'>;

/** What was typed, completed by what is known: a session token belongs to the secret key that it came with. */
function completed(
  { secretAccessKey, sessionToken }: Pick<ConnectionDraft, keyof Secrets>,
  known: Secrets | undefined,
): Secrets | undefined {
  if (secretAccessKey !== undefined) return { secretAccessKey, ...(sessionToken && { sessionToken }) };
  return known && { ...known, ...(sessionToken && { sessionToken }) };
}

function missingSecret(name: string): AppError {
  return appError('secret-missing', 'the secret key must be typed', { details: { name } });
}

export function createConnectionStore({ file, secrets, logger }: Deps): ConnectionStore {
  const kept = createJsonFile({
    path: file,
    schema: connectionsFile,
    initial: { version: 1, connections: [] },
    logger,
  });
  /** Secrets in plain text: of this session, and those that the keychain has opened already. */
  const known = new Map<string, Secrets>();

  const find = async (id: string): Promise<StoredConnection> => {
    const { connections } = await kept.read();
    const found = connections.find((connection) => connection.id === id);
    if (!found) throw appError('not-found', 'no such connection');
    return found;
  };

  /** Undefined when the secret must be typed again. What cannot be opened stays where it is: it may open later. */
  const secretsOf = async (connection: StoredConnection): Promise<Secrets | undefined> => {
    const { sealedSecret, sealedToken } = connection;
    const found = known.get(connection.id);
    if (found !== undefined || sealedSecret === undefined) return found;
    try {
      const secretAccessKey = await secrets.open(sealedSecret);
      const opened: Secrets =
        sealedToken === undefined
          ? { secretAccessKey }
          : { secretAccessKey, sessionToken: await secrets.open(sealedToken) };
      known.set(connection.id, opened);
      return opened;
    } catch (error) {
      if (!(error instanceof AppError) || error.data.code !== 'secret-unreadable') throw error;
      logger.warn('a saved secret key cannot be opened', { connection: connection.id });
      return undefined;
    }
  };

  const summaryOf = async (connection: StoredConnection): Promise<ConnectionSummary> => {
    const { sealedSecret: _, sealedToken: __, ...rest } = connection;
    const found = await secretsOf(connection);
    return { ...rest, secretSet: found !== undefined, tokenSet: found?.sessionToken !== undefined };
  };

  type Sealed = Pick<StoredConnection, 'sealedSecret' | 'sealedToken'>;
  const seal = async (what: Secrets | undefined, stay: SecretStay): Promise<Sealed> => {
    if (stay === 'session') return {};
    const { encrypted, backend } = await secrets.describe();
    if (!encrypted) throw appError('keychain-missing', 'this system has no keychain', { details: { backend } });
    if (what === undefined) return {};
    const sealedSecret = await secrets.seal(what.secretAccessKey);
    if (what.sessionToken === undefined) return { sealedSecret };
    return { sealedSecret, sealedToken: await secrets.seal(what.sessionToken) };
  };

  const change = (id: string, by: (connection: StoredConnection) => StoredConnection) =>
    kept.update(({ version, connections }) => {
      if (!connections.some((connection) => connection.id === id)) throw appError('not-found', 'no such connection');
      return { version, connections: connections.map((one) => (one.id === id ? by(one) : one)) };
    });

  return {
    async list() {
      const { connections } = await kept.read();
      return Promise.all(connections.map(summaryOf));
    },

    async save({ id: givenId, secretAccessKey, sessionToken, stay, ...fields }) {
      const former = givenId === undefined ? undefined : await find(givenId);
      const all = completed({ secretAccessKey, sessionToken }, former && (await secretsOf(former)));
      if (all === undefined && !former) throw missingSecret(fields.name);
      const sealed = await seal(all, stay);
      // A secret that cannot be opened now is not lost by renaming the connection.
      const unopened = all === undefined && stay === 'keychain' ? former : undefined;
      const { sealedSecret, sealedToken } = unopened ?? sealed;
      const id = former?.id ?? randomUUID();
      const saved: StoredConnection = {
        id,
        ...fields,
        stay,
        openedBuckets: former?.openedBuckets ?? [],
        ...(sealedSecret === undefined ? {} : { sealedSecret }),
        ...(sealedToken === undefined ? {} : { sealedToken }),
      };
      if (former) {
        await change(id, (latest) => ({ ...saved, openedBuckets: latest.openedBuckets }));
      } else {
        await kept.update(({ version, connections }) => ({ version, connections: [...connections, saved] }));
      }
      if (all !== undefined) known.set(id, all);
      return summaryOf(saved);
    },

    async remove(id) {
      await kept.update(({ version, connections }) => ({
        version,
        connections: connections.filter((connection) => connection.id !== id),
      }));
      known.delete(id);
    },

    async connectionOf(id) {
      const connection = await find(id);
      const found = await secretsOf(connection);
      if (found === undefined) throw missingSecret(connection.name);
      const { provider, endpoint, region, addressing, accessKeyId } = connection;
      return { id, provider, endpoint, region, addressing, accessKeyId, ...found };
    },

    async connectionOfDraft({ id, name, secretAccessKey, sessionToken, ...fields }) {
      const saved = id === undefined ? undefined : await secretsOf(await find(id));
      const all = completed({ secretAccessKey, sessionToken }, saved);
      if (all === undefined) throw missingSecret(name);
      return { id: id ?? 'draft', ...fields, ...all };
    },

    async openedBuckets(id) {
      return (await find(id)).openedBuckets;
    },

    async rememberBucket(id, bucket) {
      await change(id, (one) => ({ ...one, openedBuckets: [...new Set([...one.openedBuckets, bucket])].sort() }));
    },

    async forgetBucket(id, bucket) {
      await change(id, (one) => ({ ...one, openedBuckets: one.openedBuckets.filter((opened) => opened !== bucket) }));
    },
  };
}
