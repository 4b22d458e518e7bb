import { unlink } from 'node:fs/promises';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import { localError, nodeCode } from '../../localErrors.ts';
import { type ArchivePlace, copyToArchive, findArchived, placeInArchive, removeCopy } from './archive.ts';
import {
  asidePath,
  type Claim,
  changed,
  claim,
  type FileInRule,
  isUploaded,
  lookAt,
  putBack,
  type UploadedFile,
} from './claim.ts';
import { moveApart } from './moveApart.ts';

/** What became of a source. `path`: the archive's file. `gone`: it was not there any more, nor in the archive. */
export type PutAway = { step: 'archived'; path: string } | { step: 'deleted' | 'kept' | 'gone' };

/** Removes what stands aside. Throws `source-changed` when it was written to since it was uploaded. */
async function remove(aside: string, { identity }: UploadedFile, file: string): Promise<void> {
  const stats = await lookAt(aside);
  if (!stats) return;
  if (!isUploaded(stats, identity)) throw changed(file);
  await unlink(aside);
}

/** From aside to its place in the archive; answers with its path. */
async function moveToArchive(place: ArchivePlace, aside: string, source: UploadedFile, which: FileInRule) {
  try {
    return await moveApart(aside, place.folder, place.name);
  } catch (error) {
    if (nodeCode(error) !== 'EXDEV') throw error;
  }
  const path = await copyToArchive(place, aside, which);
  await remove(aside, source, which.file);
  return path;
}

async function archive(uploaded: UploadedFile, root: string, which: FileInRule): Promise<PutAway> {
  const place = await placeInArchive(root, which.file);
  return claimed(uploaded, which, async (aside, source, how) => {
    if (how !== 'taken') await removeCopy(place, which);
    const known = how === 'taken' ? null : await findArchived(place, source.identity, how === 'found' ? aside : null);
    if (known) await remove(aside, source, which.file);
    if (!known && how === 'gone') return { step: 'gone' };
    return { step: 'archived', path: known ?? (await moveToArchive(place, aside, source, which)) };
  });
}

/**
 * Works on the file while it is aside; when that fails the file has its name again. What an ended run has left aside is
 * known whatever number its device has now: those of drives change.
 */
async function claimed(
  { path, identity }: UploadedFile,
  { file, id }: FileInRule,
  work: (aside: string, source: UploadedFile, how: Claim) => Promise<PutAway>,
): Promise<PutAway> {
  const aside = asidePath(path, id);
  const left = await lookAt(aside);
  const source = left ? { path, identity: { ...identity, dev: String(left.dev) } } : { path, identity };
  const how = await claim(source, aside, file);
  try {
    return await work(aside, source, how);
  } catch (error) {
    await putBack(aside, path);
    throw error;
  }
}

/**
 * Does with a source what its rule says, after its upload is proven. `file` is its path below the rule's folder (with
 * `/`), `id` one that no other file has and this one keeps (its row in the ledger). Called again after the program was
 * ended in the middle it goes on where that was; two calls at once for one id are not allowed.
 *
 * Nothing is lost: what is not the file that was uploaded is not touched (AppError `source-changed`); the file is renamed
 * before it is judged, so that nobody can put another one in its place in between; nothing is ever overwritten; a file
 * that cannot be put away has its name again, or `name (2)` when that was taken meanwhile. As with any deletion, a writer
 * who keeps the file open and goes on writing after it is deleted writes into nothing; an archived file takes it.
 *
 * Throws `source-changed`, `folder-gone` (its drive is away), `local-denied`, `local-disk-full`, `local-not-found` (the
 * folder of the archive), `local-io`.
 */
export async function putAway(
  source: UploadedFile,
  afterwards: WatchRule['afterwards'],
  file: string,
  { id }: { id: string | number },
): Promise<PutAway> {
  try {
    if (afterwards.kind === 'archive') return await archive(source, afterwards.folder, { file, id });
    if (afterwards.kind === 'delete') {
      return await claimed(source, { file, id }, async (aside, found) => {
        await remove(aside, found, file);
        return { step: 'deleted' };
      });
    }
    await putBack(asidePath(source.path, id), source.path);
    return { step: 'kept' };
  } catch (error) {
    throw localError(error, file);
  }
}

/**
 * For an uploaded file that will not be put away any more, as its rule is removed: gives it back its name should an ended
 * `putAway` have left it aside. Throws the local errors.
 */
export async function recoverPutAway(
  source: UploadedFile,
  file: string,
  { id }: { id: string | number },
): Promise<void> {
  await putAway(source, { kind: 'leave' }, file, { id });
}
