import { safeStorage } from 'electron';
import { appError } from '../../shared/errors.ts';
import type { SecretStore } from '../core/ports.ts';

/** Electron 45 deprecates the synchronous calls; older runtimes have only those. */
const hasAsync = typeof safeStorage.encryptStringAsync === 'function';

function backendName(): string {
  if (process.platform === 'darwin') return 'keychain';
  if (process.platform === 'win32') return 'dpapi';
  return safeStorage.getSelectedStorageBackend();
}

async function isEncrypted(): Promise<boolean> {
  // basic_text is a fixed key known to everyone; whether "available" is said of it differs by version, so ask the name.
  if (backendName() === 'basic_text') return false;
  return hasAsync ? await safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable();
}

/** Secrets sealed by the system's keychain (Keychain, DPAPI, libsecret or KWallet). Use after the app is ready. */
export function createSecretStore(): SecretStore {
  return {
    describe: async () => ({ encrypted: await isEncrypted(), backend: backendName() }),
    async seal(plain) {
      if (!(await isEncrypted())) throw appError('secret-unreadable', 'this system has no keychain');
      const sealed = hasAsync ? await safeStorage.encryptStringAsync(plain) : safeStorage.encryptString(plain);
      return sealed.toString('base64');
    },
    async open(sealed) {
      try {
        const bytes = Buffer.from(sealed, 'base64');
        return hasAsync ? (await safeStorage.decryptStringAsync(bytes)).result : safeStorage.decryptString(bytes);
      } catch (cause) {
        throw appError('secret-unreadable', 'the keychain could not open this secret', {
          details: { cause: cause instanceof Error ? cause.name : typeof cause },
        });
      }
    },
  };
}
