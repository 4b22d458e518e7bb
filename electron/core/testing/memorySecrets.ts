import { appError } from '../../../shared/errors.ts';
import type { SecretStore } from '../ports.ts';

/** A keychain for tests. What it has sealed it opens until reset() is called, as after a reinstalled system. */
export type MemorySecrets = SecretStore & { reset(): void };

export function createMemorySecrets(encrypted = true): MemorySecrets {
  const sealed = new Map<string, string>();
  return {
    describe: async () => ({ encrypted, backend: encrypted ? 'memory' : 'basic_text' }),
    async seal(plain) {
      const token = Buffer.from(`sealed ${sealed.size}`).toString('base64');
      sealed.set(token, plain);
      return token;
    },
    async open(token) {
      const plain = sealed.get(token);
      if (plain === undefined) throw appError('secret-unreadable', 'the keychain was reset');
      return plain;
    },
    reset: () => sealed.clear(),
  };
}
